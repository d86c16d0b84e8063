//! Values in the words of a visitor: `€20,000–30,000`, `15 March 2027`, `6 weeks`.

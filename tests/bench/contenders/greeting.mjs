/** What each contender says first; when it stands on the page, the chat is there as a whole. */
export const GREETING = 'Hello! Tell us in your own words what you need.';

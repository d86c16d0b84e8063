//! What is offered, and what is made of what the model writes in it.

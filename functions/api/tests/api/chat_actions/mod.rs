//! `POST /api/v1/chat/send` of a tenant with records, tools and knowledge: by the rules, by a model, and after falls.

mod after_falls;
mod by_model;
mod by_rules;
mod injection;
mod knowledge;
mod outside;
mod sales;
mod users;

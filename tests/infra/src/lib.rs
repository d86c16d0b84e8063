//! `infra/template.yaml` as a tree, with the few questions that the tests ask of it.
//!
//! Knows the shape of a template, not what ours should hold: that stands in the tests.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

/// Why there is no template.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// It cannot be read.
    #[error("{0} cannot be read: {1}")]
    Missing(PathBuf, std::io::Error),
    /// It is no YAML.
    #[error("{0} is no YAML: {1}")]
    Malformed(PathBuf, Box<serde_saphyr::Error>),
}

/// A template.
#[derive(Debug, Clone)]
pub struct Template {
    root: Value,
}

/// A resource of a template.
#[derive(Debug, Clone, Copy)]
pub struct Resource<'a> {
    /// Its name in the template.
    pub name: &'a str,
    /// As AWS names its kind: `AWS::SQS::Queue`.
    pub kind: &'a str,
    /// All that is said of it.
    pub whole: &'a Value,
}

impl<'a> Resource<'a> {
    /// What stands at this place of its properties, as `/Environment/Variables`; null where nothing does.
    #[must_use]
    pub fn at(self, pointer: &str) -> &'a Value {
        at(&self.whole["Properties"], pointer)
    }
}

impl Template {
    /// The template of the deployment.
    ///
    /// # Errors
    ///
    /// It cannot be read.
    pub fn of_the_deployment() -> Result<Self, TemplateError> {
        let path = root_of_the_workspace().join("infra/template.yaml");
        let text = fs::read_to_string(&path).map_err(|error| TemplateError::Missing(path.clone(), error))?;
        Self::parse(&text).map_err(|error| TemplateError::Malformed(path, Box::new(error)))
    }

    /// A template from its text.
    ///
    /// # Errors
    ///
    /// It is no YAML.
    pub fn parse(text: &str) -> Result<Self, serde_saphyr::Error> {
        Ok(Self { root: serde_saphyr::from_str(text)? })
    }

    /// What stands at this place of the whole template; null where nothing does.
    #[must_use]
    pub fn at(&self, pointer: &str) -> &Value {
        at(&self.root, pointer)
    }

    /// All resources, by name.
    pub fn resources(&self) -> impl Iterator<Item = Resource<'_>> {
        let all = self.root["Resources"].as_object().into_iter().flat_map(Map::iter);
        all.map(|(name, whole)| Resource { name, kind: whole["Type"].as_str().unwrap_or_default(), whole })
    }

    /// The resources of a kind.
    pub fn of_kind<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = Resource<'a>> {
        self.resources().filter(move |resource| resource.kind == kind)
    }

    /// The resource of this name.
    #[must_use]
    pub fn resource<'a>(&'a self, name: &str) -> Option<Resource<'a>> {
        self.resources().find(|resource| resource.name == name)
    }

    /// The parameters, by name.
    pub fn parameters(&self) -> impl Iterator<Item = (&str, &Value)> {
        let all = self.root["Parameters"].as_object().into_iter().flat_map(Map::iter);
        all.map(|(name, parameter)| (name.as_str(), parameter))
    }
}

/// The folder that holds all of the project.
#[must_use]
pub fn root_of_the_workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What a value of a template refers to, by `Ref` or `Fn::GetAtt`; the attribute is left out.
#[must_use]
pub fn referred(value: &Value) -> Option<&str> {
    value["Ref"].as_str().or_else(|| value["Fn::GetAtt"][0].as_str())
}

/// A list, or the one thing that stands where there may be a list.
pub fn each(value: &Value) -> impl Iterator<Item = &Value> {
    value
        .as_array()
        .map_or(core::slice::from_ref(value), Vec::as_slice)
        .iter()
        .filter(|value| !value.is_null())
}

fn at<'a>(value: &'a Value, pointer: &str) -> &'a Value {
    value.pointer(pointer).unwrap_or(&Value::Null)
}

//! Takes functions out of the WASM that nothing can reach any more.
//!
//! `js-sys` declares every method of JavaScript's lists that takes a closure, and so brings for each kind of closure the
//! function by which JavaScript would enter it: forty of them, with what they call, for methods that nobody uses.
//! Their addresses were taken only for wasm-bindgen to learn of them. It has, and exports those that the glue calls;
//! the others stay in the table of functions, where no optimiser may say that nobody looks for them.

use walrus::{ElementItems, FunctionId, Module};

/// What all names of these functions hold, plain or mangled.
const PATH: [&str; 3] = ["wasm_bindgen", "closures", "invoke"];

/// Puts another function of the table in the places of the entrances. Those that are exported stay for the glue.
pub(crate) fn close(module: &mut Module) {
    let Module { elements, funcs, .. } = module;
    let is_entrance = |id: FunctionId| {
        let name = funcs.get(id).name.as_deref().unwrap_or_default();
        PATH.iter().all(|part| name.contains(part))
    };
    for element in elements.iter_mut() {
        let ElementItems::Functions(functions) = &mut element.items else { continue };
        let Some(other) = functions.iter().copied().find(|id| !is_entrance(*id)) else { continue };
        for function in functions.iter_mut().filter(|id| is_entrance(**id)) {
            *function = other;
        }
    }
    walrus::passes::gc::run(module);
}

#[cfg(test)]
mod tests {
    use walrus::{ConstExpr, ElementKind, FunctionBuilder, RefType, ir::Value};

    use super::*;

    /// A module whose table holds functions of these names.
    fn with(names: &[&str]) -> Module {
        let mut module = Module::default();
        let mut functions = Vec::new();
        for name in names {
            let builder = FunctionBuilder::new(&mut module.types, &[], &[]);
            let id = builder.finish(Vec::new(), &mut module.funcs);
            module.funcs.get_mut(id).name = Some((*name).to_owned());
            functions.push(id);
        }
        let table = module.tables.add_local(false, functions.len() as u64, None, RefType::FUNCREF);
        let kind = ElementKind::Active { table, offset: ConstExpr::Value(Value::I32(0)) };
        let element = module.elements.add(kind, ElementItems::Functions(functions));
        module.tables.get_mut(table).elem_segments.insert(element);
        module.exports.add("table", table);
        module
    }

    #[test]
    fn entrances_go_unless_they_are_exported() {
        let entrance = "wasm_bindgen[1]::convert::closures::_::invoke::<(), true>";
        let mut module = with(&["widget::a", entrance, entrance, "widget::b"]);
        let exported = module.funcs.iter().find(|function| function.name.as_deref() == Some(entrance));
        let exported = exported.map(walrus::Function::id).unwrap();
        module.exports.add("f", exported);
        close(&mut module);
        let left: Vec<&str> = module.funcs.iter().filter_map(|function| function.name.as_deref()).collect();
        assert_eq!(left.iter().filter(|name| **name == entrance).count(), 1, "{left:?}");
        let ElementItems::Functions(places) = &module.elements.iter().next().unwrap().items else { panic!() };
        assert_eq!(places.len(), 4, "every other function keeps its place");
        assert_eq!(module.funcs.get(places[3]).name.as_deref(), Some("widget::b"));
        assert!(!places.contains(&exported));
    }
}

//! The ports of a server that keeps no records and no knowledge and calls no tools.

use async_trait::async_trait;
use shared::tenant::{KnowledgeEntry, TenantFile};
use shared::wire::{ActionDone, Record};

use super::{
    Change, ChangeError, Found, HistoryEntry, Knowledge, KnowledgeQuery, OfferedTool, Published, Records,
    StoreError, ToolError, ToolSaid, ToolUse, Tools,
};
use crate::records::{RecordPage, RecordQuery, RowAccess};

/// Holds nothing, finds nothing, offers nothing. What would be kept is refused as a store that is away would.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nothing;

#[async_trait]
impl Records for Nothing {
    async fn find(&self, _: &RecordQuery) -> Result<RecordPage, StoreError> {
        Ok(RecordPage::default())
    }

    async fn get(&self, _: &str, _: &str, _: &str, _: &RowAccess) -> Result<Option<Record>, StoreError> {
        Ok(None)
    }

    async fn apply(&self, _: &Change) -> Result<ActionDone, ChangeError> {
        Err(nowhere().into())
    }

    async fn done_by(&self, _: &str, _: &str) -> Result<Vec<ActionDone>, StoreError> {
        Ok(Vec::new())
    }

    async fn history(&self, _: &str, _: &str, _: &str, _: u16) -> Result<Vec<HistoryEntry>, StoreError> {
        Ok(Vec::new())
    }

    async fn forget_author(&self, _: &str, _: &str) -> Result<(), StoreError> {
        Ok(())
    }
}

#[async_trait]
impl Knowledge for Nothing {
    async fn search(&self, _: &KnowledgeQuery) -> Result<Vec<Found>, StoreError> {
        Ok(Vec::new())
    }

    async fn publish(&self, _: &str, _: &str, _: &[KnowledgeEntry]) -> Result<Published, StoreError> {
        Err(nowhere())
    }

    async fn published(&self, _: &str) -> Result<Option<Published>, StoreError> {
        Ok(None)
    }
}

#[async_trait]
impl Tools for Nothing {
    async fn offered(&self, _: &TenantFile) -> Vec<OfferedTool> {
        Vec::new()
    }

    async fn call(&self, _: &TenantFile, call: &ToolUse) -> Result<ToolSaid, ToolError> {
        Err(ToolError::Unknown(call.name.clone()))
    }
}

fn nowhere() -> StoreError {
    StoreError::Unavailable("this server keeps none".to_owned())
}

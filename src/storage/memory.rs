//! A store in memory: for tests, and for when the browser gives none.

use std::collections::BTreeMap;

use super::{Storage, StorageError, utf16_len};

/// Keeps everything until it is dropped; may have a quota, as a browser's store has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemoryStorage {
    records: BTreeMap<String, String>,
    quota: Option<usize>,
}

impl MemoryStorage {
    /// An empty store without a limit.
    pub fn new() -> Self {
        Self::default()
    }

    /// A store with these records and without a limit: another store as it was at one moment.
    pub fn with_records(records: BTreeMap<String, String>) -> Self {
        Self { records, quota: None }
    }

    /// Limits the store to so many UTF-16 units of keys and values. What is in it stays.
    pub fn set_quota(&mut self, quota: Option<usize>) {
        self.quota = quota;
    }

    /// Every record, by key.
    pub fn records(&self) -> &BTreeMap<String, String> {
        &self.records
    }
}

impl Storage for MemoryStorage {
    fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        Ok(self.records.get(key).cloned())
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), StorageError> {
        if let Some(quota) = self.quota {
            let others = self.records.iter().filter(|(other, _)| *other != key);
            let used: usize = others.map(|(key, value)| utf16_len(key) + utf16_len(value)).sum();
            if used + utf16_len(key) + utf16_len(value) > quota {
                return Err(StorageError::Full);
            }
        }
        self.records.insert(key.to_owned(), value.to_owned());
        Ok(())
    }

    fn remove(&mut self, key: &str) -> Result<(), StorageError> {
        self.records.remove(key);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, StorageError> {
        Ok(self.records.keys().cloned().collect())
    }

    fn keys_with(&self, beginning: &str) -> Result<Vec<String>, StorageError> {
        let from = self.records.range(beginning.to_owned()..);
        Ok(from.map(|(key, _)| key).take_while(|key| key.starts_with(beginning)).cloned().collect())
    }
}

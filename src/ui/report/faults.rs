//! `qetta sandbox fault`

use serde::Serialize;

use crate::model::text;
use crate::ui::{Page, Report};

/// A fault that stands.
#[derive(Debug, Serialize)]
pub struct FaultRow {
    /// Takes it back.
    pub id: u64,
    /// As it can be typed again.
    #[serde(skip)]
    pub typed: String,
    /// The same by its names.
    #[serde(rename = "fault")]
    pub document: serde_json::Value,
    /// Whether one call meets it, and no other.
    pub once: bool,
    /// How many calls were made at its place.
    pub calls: u64,
    /// How many of them met it.
    pub met: u64,
}

/// Those that stand.
#[derive(Debug)]
pub struct SandboxFaults<'a> {
    /// The oldest first.
    pub faults: &'a [FaultRow],
}

impl Report for SandboxFaults<'_> {
    fn text(&self, page: &mut Page) {
        if self.faults.is_empty() {
            page.line(&text!("nothing goes wrong on purpose", "설정된 장애가 없습니다"));
            return;
        }
        let rows = self.faults.iter().map(|row| {
            let met = format!("{}/{}", row.met, row.calls);
            vec![row.id.to_string(), row.typed.clone(), met]
        });
        page.table(
            &[text!("number", "번호"), text!("fault", "장애"), text!("met/calls", "발생/호출")],
            rows.collect(),
        );
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Faults<'a> {
            faults: &'a [FaultRow],
        }
        Faults { faults: self.faults }
    }
}

/// So many were taken back.
#[derive(Debug)]
pub struct FaultsCleared {
    /// How many.
    pub cleared: u64,
}

impl Report for FaultsCleared {
    fn text(&self, page: &mut Page) {
        let cleared = self.cleared;
        page.line(&text!("faults taken back: {cleared}", "해제한 장애: {cleared}개"));
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Cleared {
            cleared: u64,
        }
        Cleared { cleared: self.cleared }
    }
}

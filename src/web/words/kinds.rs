//! The names of kinds, types and steps.

use super::numbers::grouped;
use crate::annotation::{
    CheckWorthiness, ClaimType, Kind, Provenance, QuoteType, RelationKind, SourceKind, Stance,
};
use crate::detection::StrayKind;
use crate::session::{FieldName, Step};

/// A kind's name on the page.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Claim => "Claim",
        Kind::Quote => "Quote",
    }
}

/// A quote type's name on the page.
pub fn quote_type(value: QuoteType) -> &'static str {
    match value {
        QuoteType::Direct => "direct",
        QuoteType::Indirect => "indirect",
        QuoteType::Mixed => "mixed",
    }
}

/// A claim type's name on the page.
pub fn claim_type(value: ClaimType) -> &'static str {
    match value {
        ClaimType::Quantity => "Quantity",
        ClaimType::Cause => "Cause or correlation",
        ClaimType::Rule => "Law or rule",
        ClaimType::Prediction => "Prediction",
        ClaimType::Experience => "Personal experience",
        ClaimType::Other => "Other",
        ClaimType::NotAClaim => "Not a claim",
    }
}

/// A check-worthiness on the page.
pub fn check_worthiness(value: CheckWorthiness) -> &'static str {
    match value {
        CheckWorthiness::Yes => "Yes",
        CheckWorthiness::Maybe => "Maybe",
        CheckWorthiness::No => "No",
    }
}

/// A stance on the page.
pub fn stance(value: Stance) -> &'static str {
    match value {
        Stance::Supports => "Supports",
        Stance::Contradicts => "Contradicts",
    }
}

/// A kind of source on the page.
pub fn source_kind(value: SourceKind) -> &'static str {
    match value {
        SourceKind::Person => "Person",
        SourceKind::Body => "Organisation",
        SourceKind::Document => "Document",
        SourceKind::Unnamed => "Unnamed",
        SourceKind::Unknown => "Unknown",
    }
}

/// A link as the annotation that holds it says it, and as the other one does.
pub fn relation(kind: RelationKind, is_from_here: bool) -> &'static str {
    match (kind, is_from_here) {
        (RelationKind::Contradicts, _) => "contradicts",
        (RelationKind::Supports, true) => "supports",
        (RelationKind::Supports, false) => "is supported by",
        (RelationKind::Repeats, _) => "repeats",
        (RelationKind::PartOf, true) => "is part of",
        (RelationKind::PartOf, false) => "has as a part",
    }
}

/// How an annotation came to be, where it was not by hand.
pub fn provenance(value: Provenance) -> Option<&'static str> {
    match value {
        Provenance::Hand => None,
        Provenance::Accepted => Some("suggested"),
        Provenance::Changed => Some("suggested, changed"),
        Provenance::Imported => Some("imported"),
    }
}

/// A stray line on the page.
pub fn stray(kind: StrayKind) -> &'static str {
    match kind {
        StrayKind::Related => "Other stories",
        StrayKind::Caption => "Caption",
        StrayKind::Credit => "Credit",
        StrayKind::Share => "Share buttons",
        StrayKind::Byline => "Byline",
        StrayKind::Date => "Date",
        StrayKind::Cookies => "Cookies and privacy",
        StrayKind::Newsletter => "Newsletter",
        StrayKind::Advertisement => "Advertisement",
        StrayKind::Comments => "Comments",
        StrayKind::Navigation => "Navigation",
    }
}

/// A step's name, to stand after "Undo" and "Redo".
pub fn step(step: &Step) -> String {
    match step {
        Step::Tag(kind) => format!("tag {}", kind.name()),
        Step::Retag(kind) => format!("change to {}", kind.name()),
        Step::Remove { count: 1 } => "remove annotation".to_owned(),
        Step::Remove { count } => format!("remove {count} annotations"),
        Step::TagAll { kind, count: number } => format!("tag {}", count(*number, kind.name())),
        Step::SetField { field: FieldName::Proposal, .. } => "answer the proposal".to_owned(),
        Step::SetField { field, count: 1, .. } => format!("edit {}", field.name()),
        Step::SetField { field, count: number, .. } => {
            format!("set {} of {}", field.name(), count(*number, "annotation"))
        }
        Step::MoveEdge(_) => "move an edge".to_owned(),
        Step::AddPart => "add words".to_owned(),
        Step::RemovePart => "take out a part".to_owned(),
        Step::Split => "split annotation".to_owned(),
        Step::Join { count } => format!("join {count} annotations"),
        Step::Link(kind) => format!("link “{}”", kind.name()),
        Step::Unlink(kind) => format!("remove link “{}”", kind.name()),
        Step::AddSource { name } => format!("add source “{name}”"),
        Step::EditSource(_) => "edit source".to_owned(),
        Step::MergeSources { name } => format!("merge sources into “{name}”"),
        Step::RemoveSource { name } => format!("remove source “{name}”"),
        Step::AddLabel(label) => format!("add label “{label}”"),
        Step::RemoveLabel(label) => format!("remove label “{label}”"),
        Step::EditDetails(_) => "edit article details".to_owned(),
        Step::AddArticle { title } => format!("add “{title}”"),
        Step::DeleteArticle { title } => format!("delete “{title}”"),
        Step::Restore { articles } => format!("restore {}", count(*articles, "article")),
        Step::Accept { count: number } => format!("accept {}", count(*number, "suggestion")),
        Step::UpdateText => "update the text".to_owned(),
        Step::PlaceAgain => "place annotation".to_owned(),
        Step::RemoveLeft => "remove annotation of an earlier version".to_owned(),
        Step::Dismiss { count: number } => format!("dismiss {}", count(*number, "suggestion")),
        Step::KeepLines { count: number } => format!("keep {}", count(*number, "line")),
        Step::ChangedElsewhere => "another tab’s change".to_owned(),
        Step::RemovedElsewhere => "another tab’s removal".to_owned(),
        Step::DeletedElsewhere { title } => format!("another tab’s deletion of “{title}”"),
        Step::Import { annotations } => format!("import {}", count(*annotations, "annotation")),
    }
}

/// A number with its noun: "1 annotation", "2 annotations".
pub fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(number))
}

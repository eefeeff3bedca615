//! Who speaks and claims: the sources of an article.

use std::rc::Rc;

use crate::identity::{SourceId, Timestamp};

/// What kind of speaker a source is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceKind {
    /// A person with a name.
    Person,
    /// An organisation, an office, a group.
    Body,
    /// A report, a study, a statement, a law.
    Document,
    /// Somebody whom the article does not name: "an official", "residents".
    Unnamed,
    /// Nobody knows, or nobody has said yet.
    #[default]
    Unknown,
}

impl SourceKind {
    /// Every kind, in the order in which they are listed.
    pub const ALL: [Self; 5] = [Self::Person, Self::Body, Self::Document, Self::Unnamed, Self::Unknown];

    /// The kind's name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Body => "body",
            Self::Document => "document",
            Self::Unnamed => "unnamed",
            Self::Unknown => "unknown",
        }
    }

    /// Reads what [`Self::name`] wrote.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Somebody or something that speaks or claims in one article: one row, many mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its identity, for good.
    pub id: SourceId,
    /// The name that it is listed under, never blank.
    pub name: String,
    /// What it is in the article: "council member". May be empty.
    pub role: String,
    /// Whom it speaks for. May be empty.
    pub organisation: String,
    /// Other names that the article or the person uses for it; clean and distinct.
    pub aliases: Vec<String>,
    /// Where one can read about it, as typed. May be empty.
    pub link: String,
    /// What kind of speaker it is.
    pub kind: SourceKind,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed.
    pub modified: Timestamp,
}

impl Source {
    /// A new source of which only the name is known.
    pub fn new(id: SourceId, name: impl Into<String>, kind: SourceKind, at: Timestamp) -> Self {
        Self {
            id,
            name: name.into(),
            role: String::new(),
            organisation: String::new(),
            aliases: Vec::new(),
            link: String::new(),
            kind,
            created: at,
            modified: at,
        }
    }

    /// Its name and its aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }

    /// Whether it goes by this name, in any case, however spaced, and with or without an article before it: "a
    /// study" is "the study" when it is mentioned again.
    pub fn is_called(&self, name: &str) -> bool {
        self.names().any(|own| is_same_name(own, name))
    }
}

/// Whether two names are one, in any case, however spaced, and with or without an article before them.
pub fn is_same_name(one: &str, other: &str) -> bool {
    folded_name(one) == folded_name(other)
}

/// A name in the form in which names are compared.
pub fn folded_name(name: &str) -> String {
    let folded = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let bare = ["the ", "a ", "an "].iter().find_map(|article| folded.strip_prefix(article));
    bare.map(str::to_owned).unwrap_or(folded)
}

/// The sources of one article, oldest first, each id once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceSet(Vec<Rc<Source>>);

impl SourceSet {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each source, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Rc<Source>> + ExactSizeIterator {
        self.0.iter()
    }

    /// All of them, oldest first.
    pub fn as_slice(&self) -> &[Rc<Source>] {
        &self.0
    }

    /// The source with this id.
    pub fn get(&self, id: SourceId) -> Option<&Rc<Source>> {
        self.0.iter().find(|source| source.id == id)
    }

    /// The first source that goes by this name.
    pub fn called(&self, name: &str) -> Option<&Rc<Source>> {
        self.0.iter().find(|source| source.is_called(name))
    }

    /// Puts a source in its place; one with the same id is replaced and given back.
    pub fn put(&mut self, source: Rc<Source>) -> Option<Rc<Source>> {
        let previous = self.remove(source.id);
        let place = self.0.partition_point(|other| (other.created, other.id) < (source.created, source.id));
        self.0.insert(place, source);
        previous
    }

    /// Takes a source out and gives it back; `None` if there is none with this id.
    pub fn remove(&mut self, id: SourceId) -> Option<Rc<Source>> {
        let place = self.0.iter().position(|source| source.id == id)?;
        Some(self.0.remove(place))
    }
}

impl FromIterator<Rc<Source>> for SourceSet {
    /// Of several with one id, the last one counts.
    fn from_iter<I: IntoIterator<Item = Rc<Source>>>(sources: I) -> Self {
        let mut set = Self::default();
        for source in sources {
            set.put(source);
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_read_by_their_names() {
        for kind in SourceKind::ALL {
            assert_eq!(SourceKind::from_name(kind.name()), Some(kind));
        }
        assert_eq!(SourceKind::from_name("Person"), None);
    }

    #[test]
    fn a_source_is_found_by_any_of_its_names() {
        let mut source = Source::new(
            SourceId::from_random([1; 16]),
            "Ines Okafor",
            SourceKind::Person,
            Timestamp::default(),
        );
        source.aliases = vec!["Ms  Okafor".to_owned()];
        let set: SourceSet = [Rc::new(source)].into_iter().collect();
        for (name, is_found) in [
            ("ines  okafor", true),
            ("Ms Okafor", true),
            ("Okafor", false),
            ("", false),
            (" INES OKAFOR ", true),
        ] {
            assert_eq!(set.called(name).is_some(), is_found, "{name:?}");
        }
    }

    #[test]
    fn sources_stand_in_the_order_of_their_making() {
        let source = |id: u8, at: i64| {
            let id = SourceId::from_random([id; 16]);
            Rc::new(Source::new(id, format!("{at}"), SourceKind::Body, Timestamp::from_millis(at)))
        };
        let mut set: SourceSet =
            [source(1, 5), source(2, 3), source(3, 9), source(1, 4)].into_iter().collect();
        let names =
            |set: &SourceSet| set.iter().map(|source| source.name.clone()).collect::<Vec<_>>().join(" ");
        assert_eq!(names(&set), "3 4 9");
        assert_eq!(
            set.remove(SourceId::from_random([2; 16])).map(|gone| gone.name.clone()).as_deref(),
            Some("3")
        );
        assert_eq!(set.remove(SourceId::from_random([2; 16])), None);
        assert_eq!(names(&set), "4 9");
    }
}

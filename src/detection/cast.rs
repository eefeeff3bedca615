//! Who is in an article: every person and body that is named, found in one walk, and whom a mention means.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::lexicon::{COURTESIES, is_determiner, is_pronoun, is_role};
use super::names::{Speaker, join, kind_of, role, runs, tidy};
use super::tokens::{Class, Token};
use crate::annotation::SourceKind;
use crate::text::{ArticleText, TextRange};

/// How many persons back a pronoun reaches.
const REMEMBERED: usize = 6;

/// How many persons of one surname are looked through.
const MOST_NAMESAKES: usize = 16;

/// The persons and bodies named so far, in the order of the text.
#[derive(Default)]
pub(super) struct Cast {
    members: Vec<Draft>,
    /// By name in small letters.
    by_name: BTreeMap<String, usize>,
    /// The persons of one surname.
    by_surname: BTreeMap<String, Vec<usize>>,
    /// The persons named last, the latest at the end.
    recent: Vec<usize>,
}

struct Draft {
    name: String,
    role: String,
    organisation: String,
    kind: SourceKind,
    pronoun: Option<&'static str>,
    mentions: Vec<(usize, usize)>,
    best: (usize, usize),
}

/// A speaker and the best place where the article names it.
pub(super) struct Member {
    pub speaker: Rc<Speaker>,
    pub best: Option<TextRange>,
}

impl Cast {
    /// Reads the names of a sentence whose tokens have places from `base` on.
    pub fn read(&mut self, base: usize, sentence: &[Token]) {
        for run in runs(sentence) {
            let words = &sentence[run.name..run.end];
            let place = (
                base + words[0].start,
                base + words[words.len() - 1].start + super::tokens::bare(words[words.len() - 1].text).len(),
            );
            let before = run.first.checked_sub(1).map(|at| &sentence[at]);
            let is_place = before.is_some_and(|token| ["in", "at", "near"].iter().any(|word| token.is(word)));
            let name = join(words);
            if name.chars().count() < 2 {
                continue;
            }
            let is_person = run.kind == SourceKind::Person && (!is_place || run.name > run.first);
            if is_person {
                let titled = run.name > run.first;
                let title = sentence[run.first].text.trim_end_matches('.');
                let is_title = |(word, _): &&(&str, _)| titled && title.eq_ignore_ascii_case(word);
                let pronoun = COURTESIES.iter().find(is_title).map(|(_, pronoun)| *pronoun);
                let id = if words.len() > 1 {
                    self.person(&name, place)
                } else {
                    self.surname(&name, titled, place)
                };
                if let Some(id) = id {
                    let member = &mut self.members[id];
                    member.pronoun = member.pronoun.or(pronoun);
                    if member.role.is_empty() {
                        member.role = role(sentence, &run);
                    }
                    self.saw(id, place);
                }
            } else if words.len() == 1
                && !is_place
                && let Some(id) = self.surname(&name, false, place)
            {
                self.saw(id, place);
            }
        }
    }

    fn saw(&mut self, id: usize, place: (usize, usize)) {
        self.members[id].mentions.push(place);
        self.recent.retain(|other| *other != id);
        self.recent.push(id);
        if self.recent.len() > REMEMBERED {
            self.recent.remove(0);
        }
    }

    fn add(&mut self, name: &str, kind: SourceKind, place: (usize, usize)) -> usize {
        let id = self.members.len();
        self.members.push(Draft {
            name: name.to_owned(),
            role: String::new(),
            organisation: String::new(),
            kind,
            pronoun: None,
            mentions: Vec::new(),
            best: place,
        });
        self.by_name.insert(name.to_lowercase(), id);
        id
    }

    fn person(&mut self, name: &str, place: (usize, usize)) -> Option<usize> {
        if let Some(id) = self.by_name.get(&name.to_lowercase()) {
            return Some(*id);
        }
        let surname = name.rsplit(' ').next()?.to_lowercase();
        // "Okafor" came first, then "Ines Okafor": one person, now with a full name.
        let known =
            self.by_surname.get(&surname).into_iter().flatten().rev().take(MOST_NAMESAKES).copied().find(
                |id| {
                    let other = &self.members[*id].name;
                    !other.contains(' ') || other.split(' ').next() == name.split(' ').next()
                },
            );
        if let Some(id) = known {
            if name.len() > self.members[id].name.len() {
                self.members[id].kind = SourceKind::Person;
                self.members[id].name = name.to_owned();
                self.members[id].best = place;
            }
            self.by_name.insert(name.to_lowercase(), id);
            return Some(id);
        }
        let id = self.add(name, SourceKind::Person, place);
        self.by_surname.entry(surname).or_default().push(id);
        Some(id)
    }

    /// The person of a bare surname: the one named last of those who have it.
    fn surname(&mut self, name: &str, is_titled: bool, place: (usize, usize)) -> Option<usize> {
        let key = name.to_lowercase();
        if let Some(ids) = self.by_surname.get(&key) {
            let late = &ids[ids.len().saturating_sub(MOST_NAMESAKES)..];
            let recent = self.recent.iter().rev().find(|id| late.contains(id));
            return recent.or(ids.last()).copied();
        }
        is_titled.then(|| {
            let id = self.add(name, SourceKind::Person, place);
            self.by_surname.entry(key).or_default().push(id);
            id
        })
    }

    /// Whom the words of a mention mean. `wide` holds them and what follows.
    pub fn resolve(&mut self, base: usize, words: &[Token], wide: &[Token]) -> Option<usize> {
        let (first, last) = (words.first()?, words.last()?);
        let place = (base + first.start, base + last.start + super::tokens::bare(last.text).len());
        if first.is("who") || first.is("which") {
            return None;
        }
        if words.len() == 1 {
            let alone = super::tokens::bare(first.text).to_lowercase();
            if is_pronoun(first) || ["his", "her", "he", "she", "it", "they"].contains(&alone.as_str()) {
                let pronoun = match alone.as_str() {
                    "he" | "his" => "he",
                    "she" | "her" => "she",
                    _ => return None,
                };
                let fits = |id: &&usize| self.members[**id].pronoun.is_none_or(|own| own == pronoun);
                let id = *self.recent.iter().rev().find(fits)?;
                // Whom one pronoun names is known from then on.
                self.members[id].pronoun = Some(pronoun);
                return Some(id);
            }
            // "Officials", "Police": a common noun that begins the sentence.
            let kind = kind_of(&alone);
            if kind != SourceKind::Unknown {
                return Some(self.phrase(&alone, kind, place));
            }
        }
        let own = runs(words);
        // "Mr. Brandt of the Harbour Club"
        let is_led = |run: &super::names::Run| {
            run.kind == SourceKind::Person
                && words
                    .get(run.end)
                    .is_some_and(|next| ["of", "from", "at", "with"].iter().any(|word| next.is(word)))
        };
        if let Some(run) =
            own.iter().find(|run| is_led(run)).or(own.last().filter(|run| run.end == words.len()))
        {
            let name = join(&words[run.name..run.end]);
            let has_role = run.first > 0 && is_role(words[run.first - 1].text);
            let is_person = run.kind == SourceKind::Person || has_role;
            let known = if run.end - run.name > 1 && is_person {
                self.person(&name, place)
            } else {
                self.surname(&name, is_person, place)
            };
            if let Some(id) = known.filter(|_| run.kind != SourceKind::Body) {
                let member = &mut self.members[id];
                let given = role(wide, &super::names::Run { ..*run });
                if member.role.is_empty() {
                    member.role = given;
                }
                if let Some(body) =
                    runs(&words[..run.first]).first().filter(|body| body.kind == SourceKind::Body)
                    && member.organisation.is_empty()
                {
                    member.organisation = join(&words[body.first..body.end]);
                }
                return Some(id);
            }
            let kind = if run.kind == SourceKind::Person {
                SourceKind::Person
            } else if run.first > 0 && !is_determiner(&words[0]) {
                SourceKind::Unknown
            } else {
                run.kind
            };
            return Some(self.phrase(&name, kind, place));
        }
        // "the minister" is the last person who has that role.
        if first.is("the") || first.is("The") {
            let noun = last.lower();
            let is_one =
                |id: &&usize| self.members[**id].role.to_lowercase().split(' ').any(|word| word == noun);
            if is_role(&noun)
                && let Some(id) = self.recent.iter().rev().find(is_one)
            {
                return Some(*id);
            }
        }
        let head = words
            .iter()
            .position(|token| {
                token.is("of") || token.is("for") || token.is("at") || token.class != Class::Word
            })
            .unwrap_or(words.len());
        let kind = kind_of(words[head.saturating_sub(1)].text);
        let name = join(words);
        let name = small(&name, first);
        Some(self.phrase(&name, kind, place))
    }

    fn phrase(&mut self, name: &str, kind: SourceKind, place: (usize, usize)) -> usize {
        let id = match self.by_name.get(&name.to_lowercase()) {
            Some(id) => *id,
            None => {
                let id = self.add(name, kind, place);
                // A bare surname may get its full name later.
                if kind == SourceKind::Unknown && !name.contains(' ') {
                    self.by_surname.entry(name.to_lowercase()).or_default().push(id);
                }
                id
            }
        };
        self.members[id].mentions.push(place);
        id
    }

    /// The members with their ranges.
    pub fn finish(self, text: &ArticleText) -> Vec<Member> {
        self.members
            .into_iter()
            .map(|mut draft| {
                draft.mentions.sort_unstable();
                draft.mentions.dedup();
                let tidy = |(start, end): (usize, usize)| tidy(text, start, end);
                let speaker = Speaker {
                    name: draft.name,
                    role: draft.role,
                    organisation: draft.organisation,
                    kind: draft.kind,
                    mentions: draft.mentions.into_iter().filter_map(tidy).collect(),
                };
                Member { speaker: Rc::new(speaker), best: tidy(draft.best) }
            })
            .collect()
    }
}

/// A phrase that began a sentence, without the capital that it had there.
fn small(name: &str, first: &Token) -> String {
    let is_common = is_determiner(first) || is_role(first.text);
    let mut characters = name.chars();
    match characters.next() {
        Some(c) if is_common => c.to_lowercase().chain(characters).collect(),
        _ => name.to_owned(),
    }
}

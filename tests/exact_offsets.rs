//! Offsets are exact: whatever is pasted, every unit counts the same characters, and every edge that a
//! person's selection or a step arrives at cuts no character in two.

mod common;

use ascribe::text::{
    ArticleText, ByteOffset, CodePointOffset, Direction, Sha256, Snap, TextRange, Unit, Utf16Offset,
    normalize, step,
};
use common::{cases, cluster_edges, nasty_text, short_nasty_text};
use proptest::prelude::*;

const UNITS: [Unit; 4] = [Unit::Character, Unit::Word, Unit::Sentence, Unit::Paragraph];

/// XML 1.0, production 2, turned the other way round than in the code: what is allowed.
fn xml_allows(character: char) -> bool {
    matches!(character,
        '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}')
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn a_text_is_made_normal_once_and_nothing_else_is_touched(pasted in nasty_text()) {
        let (normal, done) = normalize(&pasted);
        let body = pasted.trim_start_matches('\u{feff}');
        let expected: String = body
            .replace("\r\n", "\n")
            .replace('\r', "\n")
            .chars()
            .map(|character| if xml_allows(character) { character } else { '\u{fffd}' })
            .collect();
        prop_assert_eq!(&normal, &expected);
        prop_assert!(!normal.starts_with('\u{feff}'), "a byte order mark is left");
        prop_assert_eq!(done.byte_order_mark, pasted.starts_with('\u{feff}'));
        prop_assert_eq!(done.line_endings as usize, body.matches('\r').count());
        let forbidden = body.chars().filter(|character| !xml_allows(*character)).count();
        prop_assert_eq!(done.replaced as usize, forbidden);

        let (again, nothing) = normalize(&normal);
        prop_assert_eq!(&again, &normal, "a second pass changed it");
        prop_assert_eq!(nothing, Default::default());
    }

    #[test]
    fn every_offset_counts_the_same_in_all_three_units(pasted in nasty_text()) {
        let (text, _) = ArticleText::new(&pasted);
        let (source, index) = (text.as_str(), text.index());
        // Counted afresh: the offsets before each character, and the end.
        let mut places = vec![(0, 0)];
        for character in source.chars() {
            let (utf16, byte) = places[places.len() - 1];
            places.push((utf16 + character.len_utf16(), byte + character.len_utf8()));
        }
        let (utf16_end, byte_end) = places[places.len() - 1];
        prop_assert_eq!(index.code_points().get(), source.chars().count());
        prop_assert_eq!(index.utf16().get(), source.encode_utf16().count());
        prop_assert_eq!(index.bytes().get(), source.len());

        for (number, (utf16, byte)) in places.iter().enumerate() {
            let here = CodePointOffset::from_count(number);
            prop_assert_eq!(index.utf16_of(source, here).map(Utf16Offset::get), Some(*utf16), "at {}", here);
            prop_assert_eq!(index.byte_of(source, here).map(ByteOffset::get), Some(*byte), "at {}", here);
        }
        // Offsets past the end, and offsets inside a character, are none. That the places ascend makes the
        // conversions monotonic.
        for unit in 0..=utf16_end + 3 {
            let expected = places.binary_search_by_key(&unit, |place| place.0).ok();
            let got = index.code_point_of_utf16(source, Utf16Offset::from_count(unit));
            prop_assert_eq!(got.map(CodePointOffset::get), expected, "at UTF-16 unit {}", unit);
        }
        for unit in 0..=byte_end + 5 {
            let expected = places.binary_search_by_key(&unit, |place| place.1).ok();
            let got = index.code_point_of_byte(source, ByteOffset::from_count(unit));
            prop_assert_eq!(got.map(CodePointOffset::get), expected, "at byte {}", unit);
        }
        for past in [places.len(), places.len() + 64, u32::MAX as usize] {
            let past = CodePointOffset::from_count(past);
            prop_assert_eq!(index.utf16_of(source, past), None);
            prop_assert_eq!(index.byte_of(source, past), None);
        }
        prop_assert_eq!(index.code_point_of_utf16(source, Utf16Offset(u32::MAX)), None);
        prop_assert_eq!(index.code_point_of_byte(source, ByteOffset(u32::MAX)), None);
    }

    #[test]
    fn a_range_gives_its_words_in_every_unit(pasted in nasty_text(), from in any::<u32>(), length in 0..60_u32) {
        let (text, _) = ArticleText::new(&pasted);
        let characters: Vec<char> = text.as_str().chars().collect();
        let start = from % (text.index().code_points().0 + 3);
        let end = start + length;
        let fits = length > 0 && end as usize <= characters.len();
        prop_assert_eq!(text.range(CodePointOffset(start), CodePointOffset(end)).is_some(), fits);
        let Some(range) = TextRange::of(start, end) else { return Ok(()) };
        // What reaches past the end is cut off.
        let cut = |offset: u32| characters.len().min(offset as usize);
        let expected: String = characters[cut(start)..cut(end)].iter().collect();
        prop_assert_eq!(text.slice(range), &expected);

        let (utf16_start, utf16_end) = text.utf16_range(range);
        let units: Vec<u16> = text.as_str().encode_utf16().collect();
        let words = String::from_utf16(&units[utf16_start.get()..utf16_end.get()]);
        prop_assert_eq!(words.ok(), Some(expected));
        if fits {
            prop_assert_eq!(text.range_of_utf16(utf16_start, utf16_end), Some(range));
        }
        if let Some(cut) = (utf16_start.get()..utf16_end.get()).find(|at| (0xdc00..0xe000).contains(&units[*at])) {
            prop_assert_eq!(text.range_of_utf16(Utf16Offset::from_count(cut), utf16_end), None, "inside a pair");
        }
    }

    #[test]
    fn paragraphs_and_the_gaps_between_them_are_the_text(pasted in nasty_text()) {
        let (text, _) = ArticleText::new(&pasted);
        let mut rebuilt = String::new();
        let mut end = CodePointOffset(0);
        for (number, paragraph) in text.paragraphs().iter().enumerate() {
            prop_assert_eq!(paragraph.number, number);
            prop_assert_eq!(text.slice(paragraph.range), &paragraph.text);
            prop_assert!(!paragraph.text.trim().is_empty(), "a blank line is a paragraph");
            prop_assert!(!paragraph.text.contains('\n'), "a paragraph holds a line end");
            let gap = text.slice_between(end, paragraph.range.start());
            prop_assert!(gap.trim().is_empty(), "words are in no paragraph: {:?}", gap);
            rebuilt += gap;
            rebuilt += &paragraph.text;
            end = paragraph.range.end();
        }
        let rest = text.slice_between(end, text.index().code_points());
        prop_assert!(rest.trim().is_empty(), "words are in no paragraph: {:?}", rest);
        rebuilt += rest;
        prop_assert_eq!(&rebuilt, text.as_str());
        prop_assert_eq!(text.is_blank(), text.as_str().trim().is_empty());

        // Every paragraph, and no other, is found by a range.
        for at in (0..text.index().code_points().0).step_by(7) {
            let range = TextRange::of(at, at + 9).expect("not empty");
            let found: Vec<_> = text.paragraphs_in(range).iter().map(|paragraph| paragraph.number).collect();
            let expected: Vec<_> = text
                .paragraphs()
                .iter()
                .filter(|paragraph| paragraph.range.overlaps(range))
                .map(|paragraph| paragraph.number)
                .collect();
            prop_assert_eq!(found, expected, "for {:?}", range);
        }
    }

    #[test]
    fn a_selection_keeps_its_words_and_cuts_no_character(
        pasted in nasty_text(),
        start in any::<u32>(),
        length in 1..40_u32,
    ) {
        let (text, _) = ArticleText::new(&pasted);
        let characters: Vec<char> = text.as_str().chars().collect();
        let start = start % (text.index().code_points().0 + 3);
        let selected = TextRange::of(start, start + length).expect("not empty");
        let tidy = text.tidy(selected);

        // The first and the last character that can be seen, each with the whole of its cluster: this loses
        // no word, takes in no white space that is not part of such a cluster, and cuts nothing.
        let seen: Vec<u32> = (selected.start().0..selected.end().0)
            .filter(|at| characters.get(*at as usize).is_some_and(|character| !character.is_whitespace()))
            .collect();
        let edges = cluster_edges(text.as_str());
        let expected = seen.first().zip(seen.last()).and_then(|(first, last)| {
            let start = *edges.iter().rfind(|edge| *edge <= first)?;
            let end = *edges.iter().find(|edge| *edge > last)?;
            TextRange::of(start, end)
        });
        prop_assert_eq!(tidy, expected, "from {:?} in {:?}", selected, text.as_str());
        if let Some(range) = tidy {
            prop_assert_eq!(text.tidy(range), tidy, "tidying twice");
        }
    }

    #[test]
    fn a_trimmed_selection_is_exact_and_snaps_outwards(
        pasted in nasty_text(),
        start in any::<u32>(),
        length in 1..40_u32,
    ) {
        let (text, _) = ArticleText::new(&pasted);
        let start = start % (text.index().code_points().0 + 3);
        let selected = TextRange::of(start, start + length).expect("not empty");
        let edges = cluster_edges(text.as_str());
        let tidy = text.tidy(selected);
        let exact = text.trimmed(selected, Snap::Exact);
        prop_assert_eq!(exact.is_some(), tidy.is_some(), "from {:?} in {:?}", selected, text.as_str());
        for snap in Snap::ALL {
            let trimmed = text.trimmed(selected, snap);
            prop_assert_eq!(trimmed.is_some(), tidy.is_some(), "{:?} {:?}", snap, text.as_str());
            let (Some(trimmed), Some(exact), Some(tidy)) = (trimmed, exact, tidy) else { continue };
            prop_assert!(tidy.contains(exact), "{:?} takes in more than {:?}", exact, tidy);
            prop_assert!(trimmed.contains(exact), "{:?} {:?} is less than {:?}", snap, trimmed, exact);
            prop_assert_eq!(text.tidy(trimmed), Some(trimmed), "{:?} is not exact in {:?}", snap, text.as_str());
            for edge in [trimmed.start().0, trimmed.end().0] {
                prop_assert!(edges.contains(&edge), "{:?} cuts a character at {}", snap, edge);
            }
            // What is left out at the edges are signs and white space, never a letter.
            let left = text.slice_between(tidy.start(), exact.start());
            let right = text.slice_between(exact.end(), tidy.end());
            let is_sign = |c: char| !c.is_alphanumeric();
            prop_assert!(left.chars().chain(right.chars()).all(is_sign), "{:?} {:?}", left, right);
        }
    }

    #[test]
    fn stepping_passes_every_place_once_and_arrives(pasted in short_nasty_text()) {
        let (text, _) = ArticleText::new(&pasted);
        let end = text.index().code_points().0;
        for unit in UNITS {
            let forward = stops(&text, unit, Direction::Forward)?;
            prop_assert_eq!(forward.last(), Some(&end), "{:?} forward does not reach the end", unit);
            prop_assert!(forward.is_sorted_by(|a, b| a < b), "{:?} forward goes back: {:?}", unit, forward);
            let backward = stops(&text, unit, Direction::Backward)?;
            prop_assert_eq!(backward.last(), Some(&0), "{:?} backward does not reach the start", unit);
            prop_assert!(backward.is_sorted_by(|a, b| a > b), "{:?} backward goes on: {:?}", unit, backward);

            if unit == Unit::Character {
                let mut edges = cluster_edges(text.as_str());
                prop_assert_eq!(&forward, &edges, "characters forward");
                edges.reverse();
                prop_assert_eq!(&backward, &edges, "characters backward");
            }
            // From anywhere, inside a unit too, a step goes to the very next stop and never over one.
            for from in (0..=end).step_by(1 + end as usize / 12) {
                let on = step(&text, CodePointOffset(from), unit, Direction::Forward).0;
                prop_assert_eq!(on, forward.iter().copied().find(|at| *at > from).unwrap_or(end), "{:?}", unit);
                let back = step(&text, CodePointOffset(from), unit, Direction::Backward).0;
                prop_assert_eq!(back, backward.iter().copied().find(|at| *at < from).unwrap_or(0), "{:?}", unit);
            }
            let past = CodePointOffset(end.saturating_add(99));
            prop_assert_eq!(step(&text, past, unit, Direction::Forward).0, end, "{:?} past the end", unit);
        }
    }
}

/// Every place that stepping from one end of a text arrives at, that end first.
fn stops(text: &ArticleText, unit: Unit, direction: Direction) -> Result<Vec<u32>, TestCaseError> {
    let end = text.index().code_points();
    let mut at = if direction == Direction::Forward { CodePointOffset(0) } else { end };
    let mut stops = vec![at.0];
    loop {
        let next = step(text, at, unit, direction);
        if next == at {
            return Ok(stops);
        }
        stops.push(next.0);
        at = next;
        prop_assert!(stops.len() <= end.get() + 1, "{unit:?} {direction:?} never arrives: {stops:?}");
    }
}

#[test]
fn the_hash_is_sha256_over_the_normal_text() {
    // pasted, SHA-256 of what is kept as another program counts it (coreutils' sha256sum)
    let rows = [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ("\u{feff}a\r\nb", "7e18f737311b2dc3b2f269dd78396b0351f14fb66efa879f768cb23181883c78"),
        ("We won.\r“Grüße” 👍\n", "95575e6d65bcbdd060200d351ea505293429449da57033b9dac57c6a47007868"),
        // The accent is not composed with its letter before the hash is made.
        ("\0e\u{301}", "705c245260f0383d7885dc8291da34e274fc2f99c8d7fc38b01c31d1e06c9e44"),
    ];
    for (pasted, expected) in rows {
        let hash = ArticleText::new(pasted).0.sha256();
        assert_eq!(hash.to_string(), expected, "{pasted:?}");
        assert_eq!(Sha256::parse(expected), Some(hash), "{pasted:?}");
    }
}

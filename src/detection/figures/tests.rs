//! Each row is its own expectation: every figure of it stands in brackets, labelled with what was read.

use super::*;
use crate::notation::{self, Marked};

/// `≥1200$/bill`: the bound, the value, the unit, and after a slash the noun.
fn name(figure: &Figure) -> String {
    let bound = match figure.bound {
        Bound::Exact | Bound::Range => "",
        Bound::About => "~",
        Bound::AtMost => "≤",
        Bound::AtLeast => "≥",
        Bound::MoreThan => ">",
        Bound::LessThan => "<",
    };
    let round = |value: f64| (value * 100.0).round() / 100.0;
    let value = match figure.bound {
        Bound::Range => format!("{}–{}", round(figure.low), round(figure.high)),
        _ => round(figure.low).to_string(),
    };
    let unit = match &figure.unit {
        Unit::Count => "",
        Unit::Percent => "%",
        Unit::PercentagePoints => "pp",
        Unit::Currency(name) | Unit::Measure(name) => name,
    };
    let per = if figure.per.is_empty() { String::new() } else { format!("/{}", figure.per) };
    format!("{bound}{value}{unit}/{}{per}", figure.noun).replace(' ', "_")
}

fn draw(source: &str) -> String {
    let (text, _) = ArticleText::new(source);
    let ranges = figures(&text).iter().map(|figure| (name(figure), figure.range)).collect();
    notation::print(&Marked { text: source.to_owned(), ranges })
}

/// Draws every row anew and reports all that come out otherwise.
fn check(rows: &[&str]) {
    let mut wrong = String::new();
    for row in rows {
        let source = notation::parse(row).expect(row).text;
        let got = draw(&source);
        if got != *row {
            wrong.push_str(&format!("expected {row}\nbut got  {got}\n\n"));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn counts_find_their_noun() {
    check(&[
        "The plan allows [3400/homes:3,400] affordable homes by the river.",
        "The plan allows [≤6200/homes:up to 6,200] homes.",
        "[~2300/vehicles/day:Some 2,300] vehicles a day use it.",
        "[≥40/people:At least 40] people were hurt.",
        "Police said [12/officers:12] police officers had been moved.",
        "They bought [500/cars:500] sports cars.",
        "It is a [200/beds:200]-bed hospital.",
        "A [12/storeys:12]-storey tower is to rise.",
        "The number of homes rose to [3400/homes:3,400].",
        "The death toll rose to [12/toll:12].",
        "[>4000/sailings:More than four thousand] sailings were cancelled.",
        "[≥1/people:At least one] person was missing.",
        "A list of [38/names:38] names was read out.",
        "The city’s [5200/residents:5,200] residents pay the most.",
        "[3/members:Three] of the council’s members left.",
        "[12/children:Twelve] children and [2/teachers:two] teachers fell ill.",
        "[~500/people:500 or so] people came.",
        "[≥200/homes:200+] homes and [≥30/shops:30 or more] shops are empty.",
        "The crowd numbered [>10000/:over 10,000].",
        "[2000/homes:2000] homes were lost.",
        "[~2000/homes:About 2000] homes were lost.",
        "She swam it [11/times:eleven] times.",
        "Council Approves [300/homes:300] New Homes",
        "Work on [3400/homes:3\u{202f}400] homes and [12000/trees:12\u{a0}000] trees began.",
        "[1234567/votes:1,234,567] votes were cast.",
        "The firm has [≤900/staff:no more than 900] staff.",
        "[~30/workers:Nearly 30] workers (of [45/workers:45] workers) went home.",
    ]);
}

#[test]
fn news_sentences_are_read_whole() {
    check(&[
        "The fire killed [12/people:12] people and injured [≥30/:at least 30].",
        "The company said it would cut [1500/jobs:1,500] jobs, or [8%/workforce:8 percent] of its workforce.",
        "Prices rose [3.2%/prices:3.2 percent] in April from a year earlier.",
        "The storm left [~400000/households:nearly 400,000] households without power for [3days/:three days].",
        "Shares closed at [41.5$/shares:$41.50], down [2%/:2 per cent].",
        "He was sentenced to [15years/:15 years] in prison and fined [250000$/:$250,000].",
        "The [9/judges:nine] judges split; [2/dissenters:two] dissenters wrote.",
        "The hospital treats [90000/patients/year:90,000] patients a year with [640/nurses:640] nurses.",
        "The bill passed the Senate 52-48 and the House 218 to 210.",
        "[~66.67%/city:About two-thirds] of the city lost power.",
        "The average rent is now [1850$/rent/month:$1,850] a month.",
        "The population of the town has grown to [>30000/population:more than 30,000].",
        "The school, which opened in 1998, has [1200/pupils:1,200] pupils aged 11 to 16.",
        "The dam holds [~2000000litres/water:about two million litres] of water.",
        "Emissions fell [≥4%/emissions:at least 4%] in 2023, to [37000000tonnes/:37 million tonnes].",
        "The mayor, 52, won [61%/vote:61 percent] of the vote.",
        "Workers want a [5%/raise:5 percent] raise; the firm offers 2.",
        "It lies [12km/:12 km] south of the town and [300m/:300 metres] above the sea.",
        "The first of the [3/ships:three] ships left on 4 June.",
        "Between May 3 and May 5, [40/people:40] people came.",
        "From 2019 to 2024 the price doubled.",
        "The trial of the four lasted [11weeks/:11 weeks].",
        "Demand for the [1000000/doses:one million] doses was low.",
        "The council spent [≤2500000£/spending:up to £2.5m] on [14/consultants:14] consultants.",
        "The project is [6months/project:six months] late and [20%/:20 percent] over budget.",
        "[>12/countries:More than a dozen] countries and [3/companies:three] companies signed.",
    ]);
}

#[test]
fn figures_stand_among_what_is_none() {
    check(&[
        "The union represents [12500/teachers:12,500] teachers across [41/districts:41] districts and wants raises of [4–6%/raises:4% to 6%].",
        "Police arrested [3/men:three] men and [2/women:two] women, aged between 19 and 34, on Monday.",
        "Sales of [2300000/units:2.3 million] units beat the forecast of [2100000/forecast:2.1 million].",
        "The tax would raise [1200000000$/tax:$1.2bn] over [10years/:10 years], or [~120000000$//year:about $120m] a year, the office said.",
        "[~33.33%/respondents:Roughly one-third] of the [900/respondents:900] respondents said they had none.",
        "It is the fourth time in [5years/:five years] that the river has risen [>6m/river:above 6 metres].",
        "The agency put the death toll at [41/toll:41], while the ministry said [38/people:38] people had died.",
        "Inflation slowed to [2.9%/inflation:2.9%] in March from [3.1%/:3.1%] in February.",
        "The court ruled 5 to 4 that the 1965 law was valid.",
        "[~50%/homes:Nearly half] the homes lack heating; a further [300/homes:300] homes have no water.",
        "The [17miles/road:17-mile] road cost [340000000£/cost:£340m], up from an estimate of [200000000£/estimate:£200m].",
        "Unemployment stood at [4.1%/unemployment:4.1 per cent], the lowest in [15years/:15 years].",
        "They scored [2/goals:two] goals in [3minutes/:three minutes] and won 4–1.",
        "The first [100days/term:100 days] of her term end on 30 April.",
        "Tickets cost [15–40£/cost:between £15 and £40].",
        "The vaccine is [94%/vaccine:94%] effective, a study of [30000/volunteers:30,000] volunteers found.",
        "In the [12months/:12 months] to June, arrivals rose [8%/arrivals:8%].",
        "He has been charged with [11/counts:11] counts of fraud.",
        "She ran [100m/:100m] in [10.9seconds/:10.9 seconds].",
        "The ship is [300feet/length:300 feet] long and carries [2000/containers:2,000] containers.",
        "A quarter-century later the plant closed, with [850/jobs:850] jobs lost.",
        "Thousands marched; organisers said [50000/:50,000], police [20000/:20,000].",
        "The Dow fell [340/points:340] points, or [0.9%/:0.9%], to [38100/:38,100].",
        "One person died and five were injured.",
        "Under 18s are free; over 65s pay half.",
        "Only [10%/:one in 10] of those asked said yes.",
        "The [40hours/week:40-hour] week; a 10-year-old boy; a [4days/strike:four-day] strike.",
        "[25miles/:Twenty-five miles] north, [25%/wells:1 in 4] wells is dry.",
        "Page 3 of the [96/pages:96]-page report says the loss was [30%/loss:30%] higher.",
        "A [30%/cost:30-percent] increase in the cost of the [12000/seats:12,000]-seat stadium is likely.",
        "[~5%/ballots:About 5 percent] of the [1400000/ballots:1.4 million] ballots were rejected.",
        "A total of [84/people:84] people and [12/dogs:12] dogs were rescued.",
        "She was one of [12/children:12] children.",
        "Its [2300/employees:2,300] employees earn [40000–60000€/earnings:some €40,000 to €60,000] each.",
        "5G masts, a [9mm/pistol:9mm] pistol, 3D films, 2x speed, 4WD cars",
        "[80%/:Eight in ten]; [80%/:eight out of ten]; two of three.",
        "[1000–1500/jobs:1,000–1,500] jobs; [2000–3000/jobs:2,000-3,000] jobs; [1000000–2000000£/:£1m-£2m]; [10–12%/:10%–12%]; [10–12%/:from 10 to 12%]",
        "Bus fares go up [0.1£/fares:10p] to [2.1£/:£2.10].",
        "[>40%/voters:More than 40 per cent] of the town's [16000/voters:16,000] voters had cast ballots by noon on Sunday.",
        "The study followed [1204/patients:1,204] patients for [18months/:18 months].",
        "[~5000/homes:An estimated 5,000] homes, [~300/:some 300] of which are flooded, have no power.",
        "The minister promised [40000/teachers:40,000] new teachers and [12/hospitals:12] new hospitals by 2030.",
        "By 2031, [6200/homes:6,200] homes will be built.",
        "He spent [2years/:two years] and [3months/:three months] in jail.",
        "They ordered [10000000/doses:10 million] doses at [19.5$//dose:$19.50] a dose, [195000000$/:$195 million] in all.",
        "Between 1914 and 1918 [~900000/soldiers:some 900,000] soldiers died.",
        "The fine of [≤20000000€/fine:up to €20 million], or [4%/turnover:4 percent] of turnover, is the highest yet.",
        "[9/people:Nine] people drowned; [70mm/rain:70mm] of rain fell.",
        "A poll of [1006/adults:1,006] adults put support at [47%/support:47 percent], with a margin of error of [3/points:3] points.",
        "Only [3/trains:3] of [10/trains:10] trains ran. Every third train. Half past two. Half-time. [0.5acres/:Half an acre].",
        "It is one of the two or three best. She is in her 40s.",
        "At [30000feet/:30,000 feet] the air is thin. U.S. 101 traffic. Section 4.2 rules; Chapter 11 creditors",
        "The House voted 220-211 to pass the [1900000000000$/package:$1.9 trillion] package. The 6-3 ruling. A 5 to 4 vote.",
        "Under the 2015 deal, the [27/members:27] members pay [12000000000€/:12 billion euros].",
        "Deaths: [1200/deaths:1,200]. Injured: [3400/:3,400]. Cost: [5000000$/cost:$5m]. [300/homes:300] homes",
        "It hit [40°C/:40 degrees Celsius] on 3 July, [5degrees/:5 degrees] above normal.",
        "John Smith (46) of 12 High Street. ISBN 978-3-16-148410-0",
        "The 1,000th visitor, 2nd place, No 10, nos. 3 and 4, Apollo 11 crews, F-16 jets, MH370 families",
    ]);
}

#[test]
fn numbers_are_read_in_words() {
    check(&[
        "[21/boats:Twenty-one] boats sank.",
        "[200/sheep:Two hundred] sheep strayed.",
        "[205/goats:Two hundred and five] goats strayed.",
        "[120/trees:A hundred and twenty] trees fell.",
        "[12/houses:A dozen] houses burned.",
        "[36/eggs:Three dozen] eggs broke.",
        "[500000/people:Half a million] people fled.",
        "[1000000/people:A million] people fled.",
        "[2500000/voters:Two and a half million] voters stayed away.",
        "[2300000/voters:Two million three hundred thousand] voters stayed away.",
        "[350000/users:350k] users and [20000000/readers:20m] readers left.",
        "[2.5hours/:2½ hours] passed.",
        "[0.5hours/:Half an hour] passed.",
    ]);
}

#[test]
fn money_has_one_spelling_per_currency() {
    check(&[
        "The bridge would cost [84000000$/cost:$84 million].",
        "The cost rose to [84000000$/cost:84 million dollars].",
        "The cost of the bridge rose to [~84000000$/cost:some $84 million].",
        "The deal, worth [2500000000$/deal:$2.5bn], covers [18/countries:18] countries.",
        "Interest rates were held at [4.25%/rates:4.25%].",
        "It is worth [5$/:$5]; worth [6$/:$6].",
        "The price of a loaf has risen [2–3$/price:from $2 to $3].",
        "Migration fell to [431000/migration:431,000].",
        "It made a loss of [3000000£/loss:£3m] on sales of [45000000£/sales:£45m].",
        "A bill of [84000000$/bill:$84 million] came.",
        "It raised [3400000000$/:$3.4bn] and [20000000£/:£20m].",
        "A coffee costs [3€/cost:€3] or [2.5£/:£2.50].",
        "They owed [5$/debt:USD 5] and [7A$/:A$7].",
        "The [20000000£/scheme:£20m] scheme was dropped.",
        "An [84000000$/bridge:84-million-dollar] bridge was planned.",
        "They won [3000000$/damages:$3 million] in damages.",
        "A ticket costs [5$/cost/ride:$5] a ride.",
        "A stamp costs [0.5£/cost:50p], once [0.1£/:10 pence].",
        "He put last year’s loss at [1200000€/loss:1.2 million euros].",
        "The ferry lost [1900000/loss:1.9 million] last year.",
        "“I would be surprised if you saw any change from [130000000/cost:130 million].”",
        "The budget was cut by [4000000£/budget:£4m].",
        "The damage was estimated at [≥6000000$/damage:at least $6 million].",
        "They carried [5pounds/flour:5 pounds] of flour.",
        "The state set aside [5000000$/money:$5 million] of public money.",
        "It owes [40000$/debt:US$40,000].",
        "Net debt fell to [-3000000$/debt:-$3 million].",
    ]);
}

#[test]
fn percentages_and_shares() {
    check(&[
        "[40%/voters:40 percent] of voters stayed at home.",
        "[12%/voters:12%] of the island’s voters and [12%/pupils:12 per cent] of its pupils agreed.",
        "Rents rose by [31%/rents:31 per cent].",
        "It blamed fuel prices, which it said had risen by [31%/prices:31 per cent].",
        "A [12%/rents:12 percent] rise in rents is due.",
        "Support fell by [3pp/support:three percentage points].",
        "[<50%/residents:Fewer than half] of the island’s [5200/residents:5,200] residents work there.",
        "The school lost [33.33%/pupils:a third] of its pupils.",
        "[66.67%/members:Two thirds] of members and [66.67%/shops:two-thirds] of shops voted yes.",
        "[25%/waste:A quarter] of household waste is burned.",
        "[20%/families:One in five] families moved, and [90%/doctors:9 out of 10] doctors.",
        "Turnout was [≥40.5%/turnout:at least 40.5%].",
        "Sales fell by [25%/sales:a quarter].",
        "Sales rose in the first quarter of the year.",
        "They scored in the second half of the game.",
    ]);
}

#[test]
fn ranges_share_what_one_end_says() {
    check(&[
        "It would cost [30000000–40000000$/cost:$30 to $40 million].",
        "[30–40%/voters:30–40 percent] of voters are undecided.",
        "[30–40%/voters:Between 30 and 40 percent] of voters are undecided.",
        "It would take [2000–3000/homes:between two and three thousand] homes.",
        "[100–200/homes:Between one hundred and two hundred] homes are empty.",
        "It cut the journey [6–35minutes/journey:from 35 minutes to six].",
        "Numbers went [30–40/pupils:from 30 to 40] pupils.",
        "[2–3/weeks:Two or three] of these weeks are wet.",
        "It takes [2–3weeks/:two to three weeks].",
        "[900000–1200000/people:Between 900,000 and 1.2 million] people watched.",
        "It costs [5–6£/cost:£5-£6] and weighs [10–12kg/:10-12kg].",
        "[30–40/people:30-40] people waited.",
        "The firm lost [30–40/jobs:30–40] jobs and won by 30–40.",
        "[1.2–1.4°C/warming:Between 1.2 and 1.4°C] of warming; [0.1–0.2pp/:0.1 to 0.2 percentage points] more.",
        "It takes [18–24months/:18-24 months], or an [18–24months/delay:18- to 24-month] delay.",
        "They had [12–15/seats:12 to 15] seats.",
    ]);
}

#[test]
fn measures_have_one_spelling() {
    check(&[
        "The road is [40km/length:40 kilometres] long.",
        "The wall is [3m/height:three metres] high.",
        "A delay of [12months/delay:12 months] is likely.",
        "A [12months/delay:12-month] delay is likely.",
        "They waited for [>40years/:more than forty years].",
        "They worked over [2years/:two years].",
        "It burned [500tonnes/waste:500 tonnes] of waste.",
        "It reached [-5°C/:-5°C] and then [30degrees/:30 degrees].",
        "Winds of [<90km/h/winds:under 90 km/h] and [60mph/:60mph] blew.",
        "[12hectares/land:Twelve hectares] of land and [3square_miles/:3 square miles] burned.",
        "The plant makes [500MW/:500 MW].",
        "He swam [5years/:five more years].",
        "A [20m/pool:20m] pool opened.",
    ]);
}

#[test]
fn what_only_looks_like_a_figure_is_none() {
    check(&[
        "It opened on 3 May and closes on May 3, 2026, or on March 14.",
        "It was built in 2026, in the 1990s, and will be gone by 2031.",
        "The 2024 elections and the 2026 games were close.",
        "In 2024 homes were cheap.",
        "The boat leaves at 9:41, at 5 p.m. and at 10am, or at seven o’clock.",
        "The council voted 6–3 on Thursday and lost 3-2 on Friday.",
        "They voted six to three and won by 5–4.",
        "The third boat was the 21st, on the twenty-first day.",
        "A 46-year-old man, 46 years old, and Ford, 46, spoke two years ago.",
        "Section 230 protections, Route 66 diners and Article 5 duties apply.",
        "Officials at No. 10 and the G7 discussed COVID-19 and the A320.",
        "No one spoke. One of the residents left. One day it will be one.",
        "Call 555-0199, 020 7946 0958 or +44 20 7946 0000.",
        "She lives at Flat 12, SW1A 2AA.",
        "See example.org/2024/05/12 and #3, @4you, v1.2.3, 192.168.1.1.",
        "It is open 24/7 since 9/11.",
        "It costs three times as much.",
        "The 2023–24 season and the 2019-2023 plan are over.",
        "The Boeing 737 jets and Channel 4 viewers are named.",
        "The Big Ten schools and the Group of Seven nations met.",
        "A two-way street and a one-off event.",
        "It starts in two years’ time.",
        "Page 12 is torn; bus 7 is late; Windows 11 is new.",
        "May 5 and Sept. 11 are dates, 12 June too.",
    ]);
}

fn found(source: &str) -> Vec<String> {
    let (text, _) = ArticleText::new(source);
    group(figures(&text))
        .iter()
        .map(|group| {
            let figures: Vec<_> = group.figures.iter().map(|figure| text.slice(figure.range)).collect();
            let sign = if group.differ { " ≠" } else { "" };
            format!("{}{sign}: {}", group.label, figures.join(" · "))
        })
        .collect()
}

#[test]
fn figures_of_the_same_thing_stand_together() {
    let cases: [(&str, &[&str]); 10] = [
        ("It said 55 of its 60 buses were electric.", &["buses: 55 · 60"]),
        (
            "It has 12 trees. It allows 3,400 homes, the mayor 5,000 new homes, others up to 6,200 homes.",
            &["homes ≠: 3,400 · 5,000 · up to 6,200", "trees: 12"],
        ),
        ("Some say 3,400 homes, some up to 6,200 homes.", &["homes: 3,400 · up to 6,200"]),
        ("A delay of 12 months is a delay of one year.", &["delay (months): 12 months · one year"]),
        ("A delay of 12 months is no delay of two years.", &["delay (months) ≠: 12 months · two years"]),
        ("About 100 homes, or 105 homes.", &["homes: About 100 · 105"]),
        ("More than 100 homes, or 100 homes.", &["homes ≠: More than 100 · 100"]),
        ("The cost was $5. The cost was €5.", &["cost ($): $5", "cost (€): €5"]),
        ("They paid $5, then $6 and 7 percent.", &["$: $5 · $6", "percent: 7 percent"]),
        ("A third of pupils, or 33 percent of pupils, left.", &["pupils (percent): A third · 33 percent"]),
    ];
    for (source, expected) in cases {
        assert_eq!(found(source), expected, "{source}");
    }
}

#[test]
fn the_sample_states_figures_that_differ() {
    assert_eq!(
        found(crate::text::SAMPLE),
        [
            "cost ≠: 84 million · 130 million",
            "vehicles a day ≠: some 2,300 · no more than 1,400",
            "loss ≠: 1.9 million · 1.2 million",
            "years: forty years · 22 years · eighteen years",
            "walks: Seven",
            "prices (percent): 31 per cent",
            "times: eleven",
            "sailings: more than four thousand",
            "journey (minutes): from 35 minutes to six",
            "residents (percent): Fewer than half",
            "residents: 5,200",
            "pupils (percent): a third",
        ]
    );
}

#[test]
fn no_text_is_too_strange() {
    let mut texts: Vec<String> = [
        "3\u{fe0f}\u{20e3} homes 3\u{301} homes",
        "👍🏽 3,400 🏠 homes 👩\u{200d}👧",
        "३४०० घर ٣٤٠٠ منزل 三千四百",
        "$€£¥ %%% –––– 1–2–3–4 --5-- 1,,2,,3 1,234,56 0.0.0 .5. 5.",
        "between between and and from from to to up to up to",
        "a a a half half half a half of of one in one in two out of",
        "one hundred hundred million million trillion and and a half",
        "between 30 and",
        "from 30 to",
        "USD",
        "US$",
        "$",
        "-",
        "−5",
        "½",
        "°C 5°",
        "5 °",
        "İ3 ßſ 3ſ 5İ homes",
        "\u{feff}\u{200b}5\u{200b}homes\u{2028}6 homes",
        "the number of of of 5, which said it had risen by 5 per",
    ]
    .map(str::to_owned)
    .to_vec();
    texts.push("9".repeat(500) + " homes " + &"9,".repeat(300) + &"million ".repeat(60));
    let rows = "In 2024 the cost of the bridge — some $84-million — rose from 3½ to 4bn; one in five of the \
                island’s 5,200 residents, between two and three hundred, lost 12 per cent, or −5 °C, in 20m.";
    texts.extend((0..=rows.chars().count()).map(|length| rows.chars().take(length).collect()));
    let sample = crate::text::SAMPLE;
    texts
        .extend((0..=sample.chars().count()).step_by(37).map(|length| sample.chars().take(length).collect()));
    texts.extend((0..rows.chars().count()).map(|length| rows.chars().skip(length).collect()));
    for source in &texts {
        let (text, _) = ArticleText::new(source);
        let figures = figures(&text);
        let mut last = 0;
        for figure in &figures {
            assert!(figure.range.start().0 >= last, "{source:?}: {figure:?} overlaps or is out of order");
            assert!(figure.range.end() <= text.index().code_points(), "{source:?}: {figure:?} lies outside");
            assert!(!text.slice(figure.range).trim().is_empty(), "{source:?}: {figure:?} is blank");
            assert!(figure.low <= figure.high, "{source:?}: {figure:?} is upside down");
            last = figure.range.end().0;
        }
        if let Some(whole) = text.range(Default::default(), text.index().code_points()) {
            assert_eq!(figures_in(&text, whole), figures, "{source:?}");
        }
        let grouped: usize = group(figures.clone()).iter().map(|group| group.figures.len()).sum();
        assert_eq!(grouped, figures.len(), "{source:?}");
    }
}

#[test]
fn a_range_gives_the_figures_inside_it() {
    let marked = notation::parse("It has 12 trees and [in:3,400 homes, up to] 6,200 homes.")
        .expect("it is written so");
    let (text, _) = ArticleText::new(&marked.text);
    let range = marked.ranges_of("in").next().expect("it is marked");
    let inside: Vec<_> =
        figures_in(&text, range).iter().map(|figure| text.slice(figure.range).to_owned()).collect();
    assert_eq!(inside, ["3,400"]);
}

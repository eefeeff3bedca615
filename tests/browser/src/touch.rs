//! The verbs of a person with the page in their hand: tap, draw, look.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::Deserialize;
use serde_json::{Value, json};

use crate::page::Page;
use crate::script;

/// A place on the screen, in pixels from its left and its top.
pub type Point = [f64; 2];

impl Page {
    /// From now on the screen is a phone's, and the pointer a finger.
    pub async fn take_in_hand(&self) {
        self.turn(390, 844).await;
        let touch = json!({ "enabled": true, "maxTouchPoints": 1 });
        self.protocol("Emulation.setTouchEmulationEnabled", touch).await;
        self.until("the pointer to be a finger", "matchMedia('(pointer: coarse)').matches").await;
    }

    /// Gives the screen another width and height, as turning the phone does.
    pub async fn turn(&self, width: u32, height: u32) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 2, "mobile": true });
        self.protocol("Emulation.setDeviceMetricsOverride", metrics).await;
        self.until("the screen to be turned", &format!("innerWidth === {width} && innerHeight === {height}"))
            .await;
    }

    /// Taps a place.
    pub async fn tap_at(&self, place: Point) {
        self.finger("touchStart", Some(place)).await;
        self.finger("touchEnd", None).await;
    }

    /// Taps the middle of the element that a CSS selector finds, once it stands still.
    pub async fn tap_on(&self, selector: &str) {
        self.element(selector).await;
        let place = self.middle_of(selector).await;
        self.tap_at(place).await;
    }

    /// Taps the button with this name.
    pub async fn tap_button(&self, name: &str) {
        let button = self.button(name).await;
        let place = button.rect().await.expect("a button that can be seen has a place");
        self.tap_at([place.x + place.width / 2.0, place.y + place.height / 2.0]).await;
    }

    /// Where the middle of the first of some words in the article is.
    pub async fn middle_of_words(&self, words: &str) -> Point {
        #[derive(Deserialize)]
        struct Place {
            from: Point,
            to: Point,
        }
        let Place { from, to } = self.run(script::PLACE, vec![json!(words), json!(0)]).await;
        [f64::midpoint(from[0], to[0]), f64::midpoint(from[1], to[1])]
    }

    /// Where the middle of an element is; of its first line, where it has several.
    pub async fn middle_of(&self, selector: &str) -> Point {
        let script = "const b = document.querySelector(arguments[0]).getClientRects()[0]; return [b.left + b.width / 2, b.top + b.height / 2];";
        self.run(script, vec![json!(selector)]).await
    }

    /// Puts the finger down at one place and lifts it at another, where it has come to rest: from a finger that is
    /// lifted while it moves, Chromium goes on moving, and takes the next tap for a halt and no click.
    pub async fn draw(&self, from: Point, to: Point) {
        const STEPS: u32 = 8;
        // The browser reckons with the times that it is told, so the rest takes none of the test's.
        self.finger_ago("touchStart", Some(from), 1.0).await;
        for step in 1..=STEPS {
            let share = f64::from(step) / f64::from(STEPS);
            let at = [0, 1].map(|axis| from[axis] + (to[axis] - from[axis]) * share);
            self.finger_ago("touchMove", Some(at), 1.0 - share / 2.0).await;
        }
        self.finger_ago("touchMove", Some(to), 0.0).await;
        self.finger("touchEnd", None).await;
    }

    async fn finger(&self, kind: &str, at: Option<Point>) {
        self.finger_ago(kind, at, 0.0).await;
    }

    /// What the finger did so many seconds ago.
    async fn finger_ago(&self, kind: &str, at: Option<Point>, seconds: f64) {
        let points: Vec<Value> = at.map(|[x, y]| json!({ "x": x, "y": y })).into_iter().collect();
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("the clock is past 1970").as_secs_f64();
        let event = json!({ "type": kind, "touchPoints": points, "timestamp": now - seconds });
        self.protocol("Input.dispatchTouchEvent", event).await;
    }

    async fn protocol(&self, command: &str, parameters: Value) {
        let answer = tokio::time::timeout(Duration::from_secs(20), self.devtools(command, parameters)).await;
        let answer = answer.unwrap_or_else(|_| panic!("the browser does not answer to {command}"));
        answer.unwrap_or_else(|error| panic!("the browser cannot do {command}: {error}"));
    }
}

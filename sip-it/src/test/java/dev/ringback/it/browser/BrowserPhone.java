package dev.ringback.it.browser;

import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;

/// The telephone in one page of a [Browser].
final class BrowserPhone {
    /// What a second of the beeping microphone is worth to the decoder, with room.
    private static final double LITTLE_SOUND = 0.02;

    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final Browser browser;
    private final String page;

    BrowserPhone(Browser browser, String page) {
        this.browser = browser;
        this.page = page;
    }

    /// Begins something and does not wait for it.
    int begin(String action, Map<String, ?> options) {
        return browser.order(Map.of("page", page, "action", action, "options", options));
    }

    int begin(String action) {
        return begin(action, Map.of());
    }

    /// Does something and waits for what comes of it.
    JsonNode act(String action) {
        return browser.await(begin(action));
    }

    JsonNode await(int begun) {
        return browser.await(begun);
    }

    /// What came of something, which may be an error.
    JsonNode outcome(int begun) {
        return browser.outcome(begun);
    }

    /// Registers a user, whose password is the user's name, and waits for the 200.
    JsonNode register(String server, String user) {
        Map<String, Object> options =
                Map.of("server", server, "uri", "sip:" + user + "@localhost", "password", user);
        return browser.await(begin("register", options));
    }

    /// How often it has registered.
    int registrations() {
        return act("count").asInt();
    }

    /// Begins a call.
    int call(String target) {
        return begin("call", Map.of("target", target));
    }

    /// Calls another page, which answers; returns when both know that the call is up.
    void call(String target, BrowserPhone callee) {
        int answered = callee.begin("answer");
        int up = call(target);
        browser.await(up);
        browser.await(answered);
    }

    /// Waits until it has heard more than it has so far: the decoder has to measure sound.
    void awaitSound() {
        double before = energy();
        try {
            Awaitility.await()
                    .atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(400))
                    .until(() -> energy() > before + LITTLE_SOUND);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("no sound: " + browser.describe(), e);
        }
    }

    /// Packets of sound that came in so far.
    int packets() {
        return act("sound").get("packets").asInt();
    }

    /// Packets of sound that went out so far.
    int sent() {
        return act("sound").get("sent").asInt();
    }

    private double energy() {
        return act("sound").get("energy").asDouble();
    }

    boolean held() {
        return act("isHeld").asBoolean();
    }

    /// Closes the page, as a user closes a tab.
    void close() {
        browser.await(browser.order(Map.of("page", page, "close", true)));
    }
}

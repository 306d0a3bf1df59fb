package dev.ringback.session;

import java.time.Duration;

/// How long to wait after 491, RFC 3261 §14.1 and RFC 3311 §5.3: who made the Call-ID 2.1 to 4
/// seconds, the other side up to 2, in steps of 10 ms.
final class Glare {
    private static final int OWNER_LEAST = 210;
    private static final int OWNER_MOST = 400;
    private static final int OTHER_MOST = 200;
    private static final int STEP_MILLIS = 10;

    private Glare() {}

    /// @param random any number
    static Duration wait(boolean owner, int random) {
        int least = owner ? OWNER_LEAST : 0;
        int most = owner ? OWNER_MOST : OTHER_MOST;
        long steps = least + Math.floorMod(random, most - least + 1);
        return Duration.ofMillis(steps * STEP_MILLIS);
    }
}

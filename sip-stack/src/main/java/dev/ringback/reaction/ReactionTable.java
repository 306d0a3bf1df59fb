package dev.ringback.reaction;

import java.util.Map;
import java.util.Set;

/// What RFC 3261 has a client do with each response code.
final class ReactionTable {
    private static final Set<Integer> KNOWN =
            Set.of(
                    100, 180, 181, 182, 183, 199, 200, 202, 204, 300, 301, 302, 305, 380, 400, 401,
                    402, 403, 404, 405, 406, 407, 408, 410, 412, 413, 414, 415, 416, 417, 420, 421,
                    422, 423, 424, 425, 428, 429, 430, 433, 436, 437, 438, 439, 440, 469, 470, 480,
                    481, 482, 483, 484, 485, 486, 487, 488, 489, 491, 493, 494, 500, 501, 502, 503,
                    504, 505, 513, 555, 580, 600, 603, 604, 606, 607, 608);

    private static final Map<Integer, Reaction> SPECIAL =
            Map.ofEntries(
                    Map.entry(100, Reaction.IGNORE),
                    Map.entry(301, Reaction.FOLLOW_AND_NOTE),
                    Map.entry(305, Reaction.USE_PROXY),
                    Map.entry(380, Reaction.OFFER),
                    Map.entry(401, Reaction.AUTHENTICATE),
                    Map.entry(407, Reaction.AUTHENTICATE),
                    Map.entry(413, Reaction.SHORTER_OR_LATER),
                    Map.entry(415, Reaction.ACCEPTED_BODY),
                    Map.entry(416, Reaction.SIP_URI),
                    Map.entry(420, Reaction.WITHOUT_EXTENSIONS),
                    Map.entry(421, Reaction.WITH_EXTENSIONS),
                    Map.entry(422, Reaction.LONGER_SESSION),
                    Map.entry(423, Reaction.LONGER_LIFETIME),
                    Map.entry(484, Reaction.MORE_DIGITS),
                    Map.entry(485, Reaction.OFFER),
                    Map.entry(488, Reaction.OTHER_OFFER),
                    Map.entry(491, Reaction.AFTER_GLARE),
                    Map.entry(493, Reaction.ENCRYPT_AGAIN),
                    Map.entry(503, Reaction.NEXT_SERVER),
                    Map.entry(606, Reaction.OTHER_OFFER));

    private ReactionTable() {}

    /// What is done with a code, where a policy has its own mind about some. What the policy says
    /// about a code that nobody knows goes before what it says about x00.
    static Reaction reaction(int status, Map<Integer, Reaction> policy) {
        Reaction own = policy.get(status);
        if (own != null) {
            return own;
        }
        int known = meaning(status);
        Reaction chosen = policy.getOrDefault(known, SPECIAL.get(known));
        return chosen == null ? ofClass(known / 100) : chosen;
    }

    /// The code whose meaning a code has: its own, or that of the code that stands for the unknown
    /// ones of its class (§8.1.3.2).
    static int meaning(int status) {
        if (KNOWN.contains(status)) {
            return status;
        }
        return status < 200 ? 183 : status / 100 * 100;
    }

    private static Reaction ofClass(int hundreds) {
        return switch (hundreds) {
            case 1 -> Reaction.PROGRESS;
            case 2 -> Reaction.SUCCEED;
            case 3 -> Reaction.FOLLOW;
            default -> Reaction.REPORT;
        };
    }

    /// Refuses what makes no sense.
    static void check(int status, Reaction reaction) {
        boolean good =
                switch (reaction) {
                    case IGNORE, PROGRESS -> status < 200;
                    case SUCCEED -> status >= 200 && status < 300;
                    default -> status >= 300;
                };
        if (status < 100 || status > 699 || !good) {
            throw new IllegalArgumentException(status + " cannot have the reaction " + reaction);
        }
    }
}

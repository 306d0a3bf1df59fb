package dev.ringback.bench.load;

import dev.ringback.header.route.Via;
import dev.ringback.message.SipResponse;
import org.jspecify.annotations.Nullable;

/// How the operations of a run are told apart: their number is in the Call-ID, in the tag of From
/// and in the branch, beside a word that no other run has.
///
/// @param run eight digits of base 16
record Naming(String run) {
    /// The first request, a request that repeats it with credentials, the ACK, the BYE.
    enum Leg {
        FIRST('a'),
        AGAIN('b'),
        ACK('c'),
        BYE('d');

        private final char letter;

        Leg(char letter) {
            this.letter = letter;
        }
    }

    private static final String HOST = "@bench";

    static Naming fresh() {
        long mixed = System.nanoTime() * 31 + ProcessHandle.current().pid();
        return new Naming(Template.digits((int) (mixed ^ mixed >>> 32)));
    }

    /// The Call-ID of an operation.
    ///
    /// @param number from [Template#digits], or its mark
    String callId(String number) {
        return run + '-' + number + HOST;
    }

    /// The number of the operation with this Call-ID, or -1 when it is none of this run.
    int numberOf(String callId) {
        int digits = run.length() + 1;
        boolean own =
                callId.length() == digits + Template.NUMBER.length() + HOST.length()
                        && callId.startsWith(run)
                        && callId.charAt(digits - 1) == '-'
                        && callId.endsWith(HOST);
        return own ? Template.number(callId, digits) : -1;
    }

    /// The branch of a request.
    String branch(Leg leg, String number) {
        return "z9hG4bK" + leg.letter + run + number;
    }

    /// The tag of From.
    String tag(String number) {
        return number + 'f';
    }

    /// What is wrong with a response that claims to answer a request of ours; null for nothing.
    ///
    /// @param number that its Call-ID has
    @Nullable String fault(SipResponse response, int number, Leg leg) {
        String digits = Template.digits(number);
        Via via = response.topVia();
        if (!branch(leg, digits).equals(via.branch())) {
            return "response with another branch";
        }
        if (response.read(Via.FIELD).values().size() != 1) {
            return "response with several Vias";
        }
        if (!tag(digits).equals(response.from().tag())) {
            return "response with another tag in From";
        }
        return response.status() > 100 && response.to().tag() == null
                ? "response without a tag in To"
                : null;
    }
}

package dev.ringback.reliable;

import dev.ringback.header.feature.Require;
import dev.ringback.header.feature.Supported;
import dev.ringback.message.SipRequest;
import java.util.List;

/// Whether the provisional responses to an INVITE can be reliable, as its client says: RFC 3262 §3.
public enum Reliability {
    /// The client does not know 100rel.
    IMPOSSIBLE,
    /// It supports it: the server may choose.
    POSSIBLE,
    /// It requires it: every provisional response but 100 has to be reliable.
    REQUIRED;

    /// The option-tag.
    public static final String TAG = "100rel";

    /// What the client of an INVITE says.
    public static Reliability of(SipRequest invite) {
        if (names(invite.read(Require.FIELD).values())) {
            return REQUIRED;
        }
        return names(invite.read(Supported.FIELD).values()) ? POSSIBLE : IMPOSSIBLE;
    }

    static boolean names(List<String> tags) {
        return tags.stream().anyMatch(TAG::equalsIgnoreCase);
    }
}

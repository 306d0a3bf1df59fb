package dev.ringback.header.dialog;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.ParameterRules;
import dev.ringback.header.Parameters;
import dev.ringback.header.ValueShape;

/// The dialog that the new one joins: RFC 3911 §7.1. One value.
///
/// @param callId its Call-ID
/// @param parameters both tags and others
public record Join(String callId, Parameters parameters) {
    private static final ParameterRules RULES =
            ParameterRules.NONE
                    .with("to-tag", ValueShape.TOKEN, "RFC 3911 §7.1")
                    .with("from-tag", ValueShape.TOKEN, "RFC 3911 §7.1");

    /// How it is read.
    public static final HeaderField<Join> FIELD =
            HeaderField.of(HeaderName.JOIN, DialogReference.reader("to-tag", "from-tag", Join::new))
                    .defined(
                            "RFC 3911 §7.1",
                            """
                            Join       = "Join" HCOLON callid *(SEMI join-param)
                            join-param = to-tag / from-tag / generic-param
                            to-tag     = "to-tag" EQUAL token
                            from-tag   = "from-tag" EQUAL token
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R        -      -   -   -   o   -   -   -   -   -   -   -   -   -   -
                            """)
                    .checked(DialogReference.strict(RULES));

    /// Takes what can stand on the wire.
    ///
    /// @throws IllegalArgumentException if the Call-ID is none, or a tag is missing
    public Join {
        DialogReference.check(callId, parameters, "to-tag", "from-tag");
    }

    /// A reference to a dialog.
    ///
    /// @param callId its Call-ID
    /// @param toTag the tag of the side that is asked
    /// @param fromTag the tag of the other side
    /// @throws IllegalArgumentException if one of them cannot stand in it
    public static Join of(String callId, String toTag, String fromTag) {
        return new Join(callId, DialogReference.tags("to-tag", toTag, "from-tag", fromTag));
    }

    /// The local tag of the dialog, seen from who is asked. `0` means no tag too.
    public String toTag() {
        return DialogReference.tag(parameters, "to-tag");
    }

    /// The remote tag of the dialog, seen from who is asked. `0` means no tag too.
    public String fromTag() {
        return DialogReference.tag(parameters, "from-tag");
    }

    /// The wire form.
    @Override
    public String toString() {
        return callId + parameters;
    }
}

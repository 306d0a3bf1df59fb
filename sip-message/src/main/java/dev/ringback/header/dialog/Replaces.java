package dev.ringback.header.dialog;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.ParameterRules;
import dev.ringback.header.Parameters;
import dev.ringback.header.ValueShape;

/// The dialog that the new one takes the place of: RFC 3891 §6.1. One value.
///
/// @param callId its Call-ID
/// @param parameters both tags and others
public record Replaces(String callId, Parameters parameters) {
    private static final ParameterRules RULES =
            ParameterRules.NONE
                    .with("to-tag", ValueShape.TOKEN, "RFC 3891 §6.1")
                    .with("from-tag", ValueShape.TOKEN, "RFC 3891 §6.1")
                    .with("early-only", ValueShape.ABSENT, "RFC 3891 §6.1");

    /// How it is read.
    public static final HeaderField<Replaces> FIELD =
            HeaderField.of(
                            HeaderName.REPLACES,
                            DialogReference.reader("to-tag", "from-tag", Replaces::new))
                    .defined(
                            "RFC 3891 §6.1",
                            """
                            Replaces       = "Replaces" HCOLON callid *(SEMI replaces-param)
                            replaces-param = to-tag / from-tag / early-flag / generic-param
                            to-tag         = "to-tag" EQUAL token
                            from-tag       = "from-tag" EQUAL token
                            early-flag     = "early-only"
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
    public Replaces {
        DialogReference.check(callId, parameters, "to-tag", "from-tag");
    }

    /// A reference to a dialog.
    ///
    /// @param callId its Call-ID
    /// @param toTag the tag of the side that is asked
    /// @param fromTag the tag of the other side
    /// @throws IllegalArgumentException if one of them cannot stand in it
    public static Replaces of(String callId, String toTag, String fromTag) {
        return new Replaces(callId, DialogReference.tags("to-tag", toTag, "from-tag", fromTag));
    }

    /// The local tag of the dialog, seen from who is asked. `0` means no tag too.
    public String toTag() {
        return DialogReference.tag(parameters, "to-tag");
    }

    /// The remote tag of the dialog, seen from who is asked. `0` means no tag too.
    public String fromTag() {
        return DialogReference.tag(parameters, "from-tag");
    }

    /// Whether only a dialog that is still early may be replaced.
    public boolean earlyOnly() {
        return parameters.has("early-only");
    }

    /// The wire form.
    @Override
    public String toString() {
        return callId + parameters;
    }
}

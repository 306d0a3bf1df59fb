package dev.ringback.header.dialog;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.ParameterRules;
import dev.ringback.header.Parameters;
import dev.ringback.header.ValueShape;

/// The dialog that the sender knows of, so that its request is let in: RFC 4538 §7. One value. One
/// without both tags has to be ignored (§4), and is malformed here.
///
/// @param callId its Call-ID
/// @param parameters both tags and others
public record TargetDialog(String callId, Parameters parameters) {
    private static final ParameterRules RULES =
            ParameterRules.NONE
                    .with("remote-tag", ValueShape.TOKEN, "RFC 4538 §7")
                    .with("local-tag", ValueShape.TOKEN, "RFC 4538 §7");

    /// How it is read.
    public static final HeaderField<TargetDialog> FIELD =
            HeaderField.of(
                            HeaderName.TARGET_DIALOG,
                            DialogReference.reader("remote-tag", "local-tag", TargetDialog::new))
                    .defined(
                            "RFC 4538 §7",
                            """
                            Target-Dialog = "Target-Dialog" HCOLON callid *(SEMI td-param)
                            td-param      = remote-param / local-param / generic-param
                            remote-param  = "remote-tag" EQUAL token
                            local-param   = "local-tag" EQUAL token
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R        -      -   -   -   o   -   -   -   -   -   -   o   -   o   -
                            """)
                    .checked(DialogReference.strict(RULES));

    /// Takes what can stand on the wire.
    ///
    /// @throws IllegalArgumentException if the Call-ID is none, or a tag is missing
    public TargetDialog {
        DialogReference.check(callId, parameters, "remote-tag", "local-tag");
    }

    /// A reference to a dialog.
    ///
    /// @param callId its Call-ID
    /// @param remoteTag the tag of the side that is not asked
    /// @param localTag the tag of the side that is asked
    /// @throws IllegalArgumentException if one of them cannot stand in it
    public static TargetDialog of(String callId, String remoteTag, String localTag) {
        return new TargetDialog(
                callId, DialogReference.tags("remote-tag", remoteTag, "local-tag", localTag));
    }

    /// The remote tag of the dialog, seen from who is asked.
    public String remoteTag() {
        return DialogReference.tag(parameters, "remote-tag");
    }

    /// The local tag of the dialog, seen from who is asked.
    public String localTag() {
        return DialogReference.tag(parameters, "local-tag");
    }

    /// The wire form.
    @Override
    public String toString() {
        return callId + parameters;
    }
}

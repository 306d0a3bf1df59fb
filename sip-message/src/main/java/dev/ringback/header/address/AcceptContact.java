package dev.ringback.header.address;

import dev.ringback.header.Findings;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.ParameterRules;
import dev.ringback.header.Parameters;
import dev.ringback.header.ValueReaders;
import dev.ringback.header.ValueShape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a contact should be able to do for the caller: RFC 3841 §9.2. Compact form `a`, a comma
/// list.
///
/// @param parameters the features and others
public record AcceptContact(Parameters parameters) {
    private static final ParameterRules RULES =
            ParameterRules.NONE
                    .with("require", ValueShape.ABSENT, "RFC 3841 §10")
                    .with("explicit", ValueShape.ABSENT, "RFC 3841 §10");

    /// How it is read.
    public static final HeaderField<AcceptContact> FIELD =
            HeaderField.of(HeaderName.ACCEPT_CONTACT, AcceptContact::read)
                    .defined(
                            "RFC 3841 §10",
                            """
                            Accept-Contact =  ("Accept-Contact" / "a") HCOLON ac-value
                                               *(COMMA ac-value)
                            ac-value       =  "*" *(SEMI ac-params)
                            ac-params      =  feature-param / req-param
                                                  / explicit-param / generic-param
                            req-param      =  "require"
                            explicit-param =  "explicit"
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R        ar     o   o   o   o   o   -   o   o   o   o   o   o   o   .
                            """)
                    .checked(AcceptContact::check);

    private static @Nullable AcceptContact read(byte[] bytes, int start, int end) {
        boolean star = start < end && bytes[start] == '*';
        Parameters read = star ? ValueReaders.parameters(bytes, start + 1, end) : null;
        return read == null ? null : new AcceptContact(read);
    }

    private static void check(
            AcceptContact value, byte[] bytes, int start, int end, Findings findings) {
        RULES.check(bytes, start + 1, end, findings);
        FeatureChecks.parameters(bytes, start + 1, end, findings);
    }

    /// Whether a contact that lacks a feature is dropped: RFC 3841 §7.2.4.
    public boolean require() {
        return parameters.has("require");
    }

    /// Whether a contact counts as having a feature only when it says so: RFC 3841 §7.2.4.
    public boolean explicit() {
        return parameters.has("explicit");
    }

    /// The features, those that are malformed left out.
    public List<FeatureParameter> features() {
        return FeatureParameter.among(parameters);
    }

    /// The wire form.
    @Override
    public String toString() {
        return "*" + parameters;
    }
}

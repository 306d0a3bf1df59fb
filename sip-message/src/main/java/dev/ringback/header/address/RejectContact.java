package dev.ringback.header.address;

import dev.ringback.header.Findings;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.ParameterRules;
import dev.ringback.header.Parameters;
import dev.ringback.header.ValueReaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a contact must not say of itself for the caller: RFC 3841 §9.2. Compact form `j`, a comma
/// list.
///
/// @param parameters the features and others
public record RejectContact(Parameters parameters) {
    /// How it is read.
    public static final HeaderField<RejectContact> FIELD =
            HeaderField.of(HeaderName.REJECT_CONTACT, RejectContact::read)
                    .defined(
                            "RFC 3841 §10",
                            """
                            Reject-Contact =  ("Reject-Contact" / "j") HCOLON rc-value
                                               *(COMMA rc-value)
                            rc-value       =  "*" *(SEMI rc-params)
                            rc-params      =  feature-param / generic-param
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R        ar     o   o   o   o   o   -   o   o   o   o   o   o   o   .
                            """)
                    .checked(RejectContact::check);

    private static @Nullable RejectContact read(byte[] bytes, int start, int end) {
        boolean star = start < end && bytes[start] == '*';
        Parameters read = star ? ValueReaders.parameters(bytes, start + 1, end) : null;
        return read == null ? null : new RejectContact(read);
    }

    private static void check(
            RejectContact value, byte[] bytes, int start, int end, Findings findings) {
        ParameterRules.NONE.check(bytes, start + 1, end, findings);
        FeatureChecks.parameters(bytes, start + 1, end, findings);
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

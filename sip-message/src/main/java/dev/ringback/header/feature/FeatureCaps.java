package dev.ringback.header.feature;

import dev.ringback.header.Findings;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Parameters;
import dev.ringback.header.StrictChecks;
import dev.ringback.header.ValueReaders;
import dev.ringback.text.Ascii;
import dev.ringback.text.ParameterSpan;
import dev.ringback.text.ParameterSyntax;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an entity on the path can do that no Contact speaks for: RFC 6809 §4. Any number of values;
/// the first is that of the entity closest to the receiver.
///
/// The RFC prints no table of where it may stand; the rows here say what its §4.3 says.
///
/// @param parameters the feature-capability indicators, each with its plus sign
public record FeatureCaps(Parameters parameters) {
    /// How it is read.
    public static final HeaderField<FeatureCaps> FIELD =
            HeaderField.of(HeaderName.FEATURE_CAPS, FeatureCaps::read)
                    .defined(
                            "RFC 6809 §6.2.1",
                            """
                            Feature-Caps = "Feature-Caps" HCOLON fc-value *(COMMA fc-value)
                            fc-value     = "*" *(SEMI feature-cap)
                            feature-cap  = "+" fcap-name [EQUAL LDQUOT (fcap-value-list
                                           / fcap-string-value ) RDQUOT]
                            fcap-name    = ALPHA *( ALPHA / DIGIT / "!" / "'" / "." / "-" / "%" )
                            """)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R      amd    .   .   .   o   o   o   .   o   .   o   o   o   o   o
                            18x    amd    .   .   .   o   .   .   .   .   .   .   .   .   .   .
                            200    amd    .   .   .   .   .   o   .   .   .   .   .   .   .   .
                            2xx    amd    .   .   .   o   o   .   .   o   .   o   o   o   o   o
                            """)
                    .checked(FeatureCaps::check);

    private static @Nullable FeatureCaps read(byte[] bytes, int start, int end) {
        if (start == end || bytes[start] != '*') {
            return null;
        }
        Parameters parameters = ValueReaders.parameters(bytes, start + 1, end);
        return parameters == null ? null : new FeatureCaps(parameters);
    }

    private static void check(
            FeatureCaps value, byte[] bytes, int start, int end, Findings findings) {
        StrictChecks.parameters(value, bytes, start, end, findings);
        int at = ParameterSpan.first(bytes, start, end);
        while (at >= 0 && at < end) {
            int name = Ascii.skip(bytes, at + 1, end, Ascii.WHITE);
            at = ParameterSyntax.parameter(bytes, name, end);
            indicator(bytes, name, Ascii.trimEnd(bytes, name, at), findings);
        }
    }

    private static void indicator(byte[] bytes, int start, int end, Findings findings) {
        if (bytes[start] != '+' || start + 1 == end || !isLetter(bytes[start + 1])) {
            findings.error(start, "No feature-capability indicator", "RFC 6809 §6.3.2");
        }
        int nameEnd = Ascii.skip(bytes, start, end, Ascii.TOKEN);
        int equals = Ascii.skip(bytes, nameEnd, end, Ascii.WHITE);
        int value = equals == end ? end : Ascii.skip(bytes, equals + 1, end, Ascii.WHITE);
        if (value < end && bytes[value] != '"') {
            findings.error(value, "Value needs quotes", "RFC 6809 §6.3.2");
        }
    }

    private static boolean isLetter(byte octet) {
        int lower = Ascii.lower(octet);
        return lower >= 'a' && lower <= 'z';
    }

    /// The names of the indicators in their order, in lower case and without the plus sign.
    public List<String> indicators() {
        return parameters.names().stream()
                .filter(name -> name.length() > 1 && name.charAt(0) == '+')
                .map(name -> name.substring(1))
                .toList();
    }

    /// Whether an indicator is there, in any case.
    ///
    /// @param indicator its name without the plus sign
    public boolean has(String indicator) {
        return parameters.has('+' + indicator);
    }

    /// The value of an indicator without its quotes: a list with commas, or a text between angle
    /// brackets. Empty when it has none, null when the indicator is not there.
    ///
    /// @param indicator its name without the plus sign
    public @Nullable String value(String indicator) {
        return parameters.value('+' + indicator);
    }

    /// The wire form.
    @Override
    public String toString() {
        return "*" + parameters;
    }
}

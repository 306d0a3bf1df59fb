package dev.ringback.sdp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parameters of one format: `a=fmtp:`, RFC 8866 §6.15. Most formats have them as `name=value`
/// with semicolons between; those that do not (`0-15` of telephone-event) have their text.
///
/// @param format the format as it stands in the `m=` line
/// @param text the parameters as they stand
public record FormatParameters(String format, String text) {
    /// @throws IllegalArgumentException if the format is no token, or the text is empty or has
    ///     NUL, CR or LF in it
    public FormatParameters {
        SdpSyntax.require(SdpSyntax.isToken(format), "format", format);
        SdpSyntax.require(SdpSyntax.isText(text), "format parameters", text);
    }

    /// Reads what follows `a=fmtp:`; null when it is malformed.
    public static @Nullable FormatParameters parse(String value) {
        int space = value.indexOf(' ');
        String format = space < 0 ? "" : value.substring(0, space);
        String text = value.substring(space + 1).strip();
        boolean good = SdpSyntax.isToken(format) && SdpSyntax.isText(text);
        return good ? new FormatParameters(format, text) : null;
    }

    /// The value of a parameter, its name in any case; empty for one without value; null when it
    /// is not there.
    public @Nullable String value(String name) {
        for (String parameter : parameters()) {
            int equals = parameter.indexOf('=');
            String mine = equals < 0 ? parameter : parameter.substring(0, equals).strip();
            if (mine.equalsIgnoreCase(name)) {
                return equals < 0 ? "" : parameter.substring(equals + 1).strip();
            }
        }
        return null;
    }

    /// The parameters one by one, `name=value`, in their order.
    public List<String> parameters() {
        List<String> parameters = new ArrayList<>();
        for (String parameter : text.split(";", -1)) {
            String bare = parameter.strip();
            if (!bare.isEmpty()) {
                parameters.add(bare);
            }
        }
        return List.copyOf(parameters);
    }

    /// The attribute that says so.
    public Attribute attribute() {
        return Attribute.of("fmtp", toString());
    }

    /// The wire form, without `a=fmtp:`.
    @Override
    public String toString() {
        return format + ' ' + text;
    }
}

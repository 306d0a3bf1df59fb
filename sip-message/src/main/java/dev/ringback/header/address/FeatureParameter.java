package dev.ringback.header.address;

import dev.ringback.header.Parameters;
import dev.ringback.text.Ascii;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A parameter that says what a user agent can do: RFC 3840 §9 `feature-param`. Contact has them,
/// Accept-Contact and Reject-Contact ask for them.
///
/// @param name its name in lower case: a base tag such as `audio`, or one that begins with `+`
/// @param values what it may be: one of several. A parameter without value has the value `TRUE`
public record FeatureParameter(String name, List<FeatureValue> values) {
    private static final Set<String> BASE_TAGS =
            Set.of(
                    "audio",
                    "automata",
                    "class",
                    "duplex",
                    "data",
                    "control",
                    "mobility",
                    "description",
                    "events",
                    "priority",
                    "methods",
                    "schemes",
                    "application",
                    "video",
                    "language",
                    "type",
                    "isfocus",
                    "actor",
                    "text",
                    "extensions");

    private static final Set<String> BARE_TAGS = Set.of("language", "type");

    /// Takes a copy of the list.
    public FeatureParameter {
        values = List.copyOf(values);
    }

    /// Whether a parameter's name makes it a feature parameter.
    public static boolean isTag(String name) {
        return BASE_TAGS.contains(Ascii.lower(name))
                || (name.length() > 1 && name.charAt(0) == '+' && isLetter(name.charAt(1)));
    }

    private static boolean isLetter(char c) {
        int lower = Ascii.lower(c);
        return lower >= 'a' && lower <= 'z';
    }

    /// The feature parameters among others, those that are malformed left out.
    public static List<FeatureParameter> among(Parameters parameters) {
        List<FeatureParameter> features = new ArrayList<>();
        for (String name : parameters.names()) {
            String value = parameters.value(name);
            FeatureParameter feature = value == null ? null : parse(name, value);
            if (feature != null) {
                features.add(feature);
            }
        }
        return List.copyOf(features);
    }

    /// Reads a feature parameter; null when it is none, or malformed.
    ///
    /// @param name its name
    /// @param value its value without quotes; empty when it has none
    public static @Nullable FeatureParameter parse(String name, String value) {
        List<FeatureValue> values = isTag(name) ? values(value) : null;
        return values == null ? null : new FeatureParameter(Ascii.lower(name), values);
    }

    private static @Nullable List<FeatureValue> values(String value) {
        if (value.isEmpty()) {
            return List.of(new FeatureValue.Truth(false, true));
        }
        if (value.startsWith("<")) {
            boolean closed = value.length() > 1 && value.indexOf('>') == value.length() - 1;
            String text = closed ? value.substring(1, value.length() - 1) : "";
            return closed ? List.of(new FeatureValue.Text(text)) : null;
        }
        List<FeatureValue> values = new ArrayList<>();
        for (String part : value.split(",", -1)) {
            FeatureValue read = FeatureValue.parse(part);
            if (read == null) {
                return null;
            }
            values.add(read);
        }
        return values;
    }

    /// The feature tag of RFC 2506 that the name stands for: RFC 3841 §8.
    public String tag() {
        boolean plus = name.startsWith("+");
        String tag = (plus ? name.substring(1) : name).replace('!', ':').replace('\'', '/');
        return plus || BARE_TAGS.contains(tag) ? tag : "sip." + tag;
    }
}

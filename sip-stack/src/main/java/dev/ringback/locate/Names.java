package dev.ringback.locate;

import java.util.Locale;

/// What can be a name in the DNS: RFC 1035 §2.3.4.
final class Names {
    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_LABEL = 63;

    private static final String NOWHERE = ".invalid";

    private Names() {}

    /// Whether a text can be asked about: labels of 1 to 63 letters, digits, hyphens and
    /// underscores, the last of which is no number, and not `invalid`: that exists nowhere, RFC
    /// 6761 §6.4.
    static boolean possible(String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            return false;
        }
        int label = 0;
        boolean numeric = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '.' ? label == 0 : !isOfLabel(c)) {
                return false;
            }
            label = c == '.' ? 0 : label + 1;
            numeric = c == '.' || (numeric && c >= '0' && c <= '9');
            if (label > LONGEST_LABEL) {
                return false;
            }
        }
        return label > 0 && !numeric && !isNowhere(name);
    }

    private static boolean isNowhere(String name) {
        int start = name.length() - NOWHERE.length();
        return start > 0 && name.regionMatches(true, start, NOWHERE, 0, NOWHERE.length());
    }

    /// A host as it is looked for: in lower case, an address without brackets, a name without the
    /// dot at its end.
    static String bare(String host) {
        boolean brackets = host.startsWith("[") && host.endsWith("]");
        int end = host.length() - (brackets || host.endsWith(".") ? 1 : 0);
        return host.substring(brackets ? 1 : 0, end).toLowerCase(Locale.ROOT);
    }

    private static boolean isOfLabel(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_';
    }
}

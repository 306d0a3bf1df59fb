package dev.ringback.smime;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.Reading;
import dev.ringback.header.address.Contact;
import dev.ringback.header.address.From;
import dev.ringback.header.address.ReplyTo;
import dev.ringback.header.address.To;
import dev.ringback.header.catalog.HeaderCatalog;
import dev.ringback.message.HeaderSection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether a header field means the same in two messages: RFC 3261 §7.3.1, §20. However it is
/// folded or spread over lines; addresses as §19.1.4 compares them, without their display names
/// (§20.20); all else in any case but what is quoted.
final class FieldComparison {
    /// Compared letter for letter: §20.8, §20.21, and what is text for people.
    private static final Set<HeaderName> EXACT =
            Set.of(
                    HeaderName.CALL_ID,
                    HeaderName.IN_REPLY_TO,
                    HeaderName.CSEQ,
                    HeaderName.SUBJECT,
                    HeaderName.ORGANIZATION,
                    HeaderName.SERVER,
                    HeaderName.USER_AGENT);

    private FieldComparison() {}

    static boolean same(HeaderName name, HeaderSection one, HeaderSection other) {
        HeaderField<?> field = HeaderCatalog.standard().field(name);
        if (field == null) {
            return one.values(name).equals(other.values(name));
        }
        Reading<?> left = one.read(field);
        Reading<?> right = other.read(field);
        if (left.problem() != null || right.problem() != null) {
            return one.values(name).equals(other.values(name));
        }
        List<?> lefts = left.values();
        List<?> rights = right.values();
        boolean same = lefts.size() == rights.size() && one.has(name) == other.has(name);
        for (int i = 0; same && i < lefts.size(); i++) {
            same = same(name, lefts.get(i), rights.get(i));
        }
        return same;
    }

    private static boolean same(HeaderName name, Object one, Object other) {
        NameAddress left = address(one);
        NameAddress right = address(other);
        if (left != null && right != null) {
            return left.uri().equivalent(right.uri())
                    && plain(left.parameters().toString())
                            .equals(plain(right.parameters().toString()));
        }
        String text = one.toString();
        return EXACT.contains(name)
                ? text.equals(other.toString())
                : plain(text).equals(plain(other.toString()));
    }

    private static @Nullable NameAddress address(Object value) {
        return switch (value) {
            case From from -> from.address();
            case To to -> to.address();
            case ReplyTo replyTo -> replyTo.address();
            case Contact contact -> contact.address();
            default -> null;
        };
    }

    /// In lower case where it is not quoted.
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escape = quoted && c == '\\' && i + 1 < text.length();
            plain.append(quoted ? "" + c : ("" + c).toLowerCase(Locale.ROOT));
            if (escape) {
                plain.append(text.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            }
        }
        return plain.toString();
    }
}

package dev.ringback.header;

import dev.ringback.text.Ascii;
import org.jspecify.annotations.Nullable;

/// Header fields whose value is a number.
public final class NumericField {
    /// RFC 3261 §20.19: seconds until the registration or message expires; 0 to 2^32 - 1.
    public static final HeaderField<Long> EXPIRES = whole(HeaderName.EXPIRES);

    /// RFC 3261 §20.23: the shortest registration in seconds that a registrar takes.
    public static final HeaderField<Long> MIN_EXPIRES = whole(HeaderName.MIN_EXPIRES);

    /// RFC 3261 §20.22: 0 to 255.
    public static final HeaderField<Long> MAX_FORWARDS = whole(HeaderName.MAX_FORWARDS);

    /// RFC 3261 §20.14: the length of the body in octets.
    public static final HeaderField<Long> CONTENT_LENGTH = whole(HeaderName.CONTENT_LENGTH);

    /// RFC 5393 §5.1: how many branches a request may still have.
    public static final HeaderField<Long> MAX_BREADTH = whole(HeaderName.MAX_BREADTH);

    /// RFC 3262 §7.1: the sequence number of a reliable provisional response.
    public static final HeaderField<Long> RSEQ = whole(HeaderName.RSEQ);

    /// RFC 3261 §20.33: seconds to wait; comment and parameters are left out.
    public static final HeaderField<Long> RETRY_AFTER =
            HeaderField.of(HeaderName.RETRY_AFTER, NumericField::leading);

    /// RFC 4028 §5: the shortest session interval in seconds; parameters are left out.
    public static final HeaderField<Long> MIN_SE =
            HeaderField.of(HeaderName.MIN_SE, NumericField::leading);

    /// RFC 4028 §4: the session interval in seconds; parameters are left out.
    public static final HeaderField<Long> SESSION_EXPIRES =
            HeaderField.of(HeaderName.SESSION_EXPIRES, NumericField::leading);

    private static final long MOST = (1L << 32) - 1;

    private NumericField() {}

    private static HeaderField<Long> whole(HeaderName name) {
        return HeaderField.of(name, NumericField::number);
    }

    private static @Nullable Long number(byte[] bytes, int start, int end) {
        long number = Ascii.decimal(bytes, start, end, MOST);
        return number < 0 ? null : number;
    }

    /// A number before white space, a parameter or a comment.
    private static @Nullable Long leading(byte[] bytes, int start, int end) {
        int digits = Ascii.skip(bytes, start, end, Ascii.DIGIT);
        int rest = Ascii.skip(bytes, digits, end, Ascii.WHITE);
        boolean good = rest == end || bytes[rest] == ';' || bytes[rest] == '(';
        return good ? number(bytes, start, digits) : null;
    }
}

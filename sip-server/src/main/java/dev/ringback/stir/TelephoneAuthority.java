package dev.ringback.stir;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The numbers that a certificate speaks for: the TN Authorization List, RFC 8226 §9.
///
/// @param providers service provider codes, which stand for all numbers of a provider
/// @param ranges blocks of numbers, single ones too
public record TelephoneAuthority(List<String> providers, List<Range> ranges) {
    /// The extension, `id-pe-TNAuthList`.
    static final String OID = "1.3.6.1.5.5.7.1.26";

    private static final int PROVIDER = 0xA0;
    private static final int BLOCK = 0xA1;
    private static final int ONE = 0xA2;
    private static final int LONGEST = 15;

    /// Copies the lists.
    public TelephoneAuthority {
        providers = List.copyOf(providers);
        ranges = List.copyOf(ranges);
    }

    /// Numbers one after the other, all as long as the first.
    ///
    /// @param start the first number; `#` and `*` are for a single one only
    /// @param count how many
    public record Range(String start, BigInteger count) {
        boolean holds(String number) {
            if (number.equals(start)) {
                return true;
            }
            boolean comparable = number.length() == start.length() && digits(start + number);
            if (!comparable) {
                return false;
            }
            BigInteger place = new BigInteger(number).subtract(new BigInteger(start));
            return place.signum() > 0 && place.compareTo(count) < 0;
        }

        /// The count must not make the number longer.
        private boolean valid() {
            boolean single = count.equals(BigInteger.ONE);
            return single
                    || (count.signum() > 0
                            && digits(start)
                            && new BigInteger(start)
                                            .add(count)
                                            .compareTo(BigInteger.TEN.pow(start.length()))
                                    < 0);
        }

        private static boolean digits(String text) {
            return text.chars().allMatch(c -> c >= '0' && c <= '9');
        }
    }

    /// Whether there is a list at all.
    static boolean isIn(X509Certificate certificate) {
        return certificate.getExtensionValue(OID) != null;
    }

    /// The list of a certificate; empty for one that has none or a malformed one, which speaks for
    /// nobody.
    static TelephoneAuthority of(X509Certificate certificate) {
        byte[] value = certificate.getExtensionValue(OID);
        Der octets = value == null ? null : new Der(value).only(Der.OCTETS);
        Der list = octets == null ? null : octets.only(Der.SEQUENCE);
        TelephoneAuthority read = list == null ? null : read(list);
        return read == null ? new TelephoneAuthority(List.of(), List.of()) : read;
    }

    private static @Nullable TelephoneAuthority read(Der list) {
        List<String> providers = new ArrayList<>();
        List<Range> ranges = new ArrayList<>();
        for (int tag = list.next(); tag != -1; tag = list.next()) {
            Der entry = tag < 0 ? null : list.inside();
            Der text = entry == null || tag == BLOCK ? null : entry.only(Der.IA5);
            Range range = null;
            if (tag == PROVIDER && text != null) {
                providers.add(text.text());
                continue;
            }
            if (tag == ONE && text != null) {
                range = new Range(text.text(), BigInteger.ONE);
            } else if (tag == BLOCK && entry != null) {
                range = block(entry);
            }
            if (range == null || !good(range)) {
                return null;
            }
            ranges.add(range);
        }
        return new TelephoneAuthority(providers, ranges);
    }

    private static @Nullable Range block(Der entry) {
        Der parts = entry.only(Der.SEQUENCE);
        if (parts == null || parts.next() != Der.IA5) {
            return null;
        }
        String start = parts.inside().text();
        return parts.next() == Der.INTEGER ? new Range(start, parts.inside().number()) : null;
    }

    private static boolean good(Range range) {
        return range.start.length() <= LONGEST
                && Shapes.KEYS.matcher(range.start).matches()
                && range.valid();
    }

    /// Whether a number is in one of the blocks.
    boolean holds(String number) {
        return ranges.stream().anyMatch(range -> range.holds(number));
    }
}

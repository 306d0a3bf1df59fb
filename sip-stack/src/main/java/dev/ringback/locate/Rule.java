package dev.ringback.locate;

import dev.ringback.stack.DnsRecord;
import dev.ringback.stack.Transport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A NAPTR record that leads to a service that we can use: RFC 3263 §4.1.
///
/// @param order the lowest comes first
/// @param service where it leads
record Rule(int order, Service service) {
    private static final Comparator<DnsRecord.Naptr> BASE =
            Comparator.comparingInt(DnsRecord.Naptr::order)
                    .thenComparingInt(DnsRecord.Naptr::preference)
                    .thenComparing(DnsRecord.Naptr::service)
                    .thenComparing(DnsRecord.Naptr::replacement);

    /// The records that apply, the preferred ones first. All others are discarded: services that we
    /// do not speak, `SIP` where the URI wants `SIPS`, and whatever is no plain pointer to SRV
    /// records. So no rule leads to another rule, and there are no loops.
    ///
    /// @param permitted the transports that may be used, as of [Reach#permitted]
    /// @param most how many at most
    static List<Rule> applicable(List<DnsRecord> records, List<Transport> permitted, int most) {
        List<DnsRecord.Naptr> sorted = new ArrayList<>();
        for (DnsRecord record : records) {
            if (record instanceof DnsRecord.Naptr naptr) {
                sorted.add(naptr);
            }
        }
        sorted.sort(BASE);
        List<Rule> rules = new ArrayList<>();
        for (DnsRecord.Naptr naptr : sorted) {
            Transport transport = transport(naptr);
            if (transport != null && permitted.contains(transport) && rules.size() < most) {
                rules.add(new Rule(naptr.order(), new Service(transport, naptr.replacement())));
            }
        }
        return rules;
    }

    /// The first of some rules and those of equal order.
    static List<Rule> first(List<Rule> rules) {
        int order = rules.getFirst().order();
        return rules.stream().filter(rule -> rule.order() == order).toList();
    }

    private static @Nullable Transport transport(DnsRecord.Naptr naptr) {
        boolean pointer =
                naptr.flags().equalsIgnoreCase("s")
                        && naptr.regexp().isEmpty()
                        && Names.possible(naptr.replacement());
        if (!pointer) {
            return null;
        }
        return switch (naptr.service().toLowerCase(Locale.ROOT)) {
            case "sip+d2u" -> Transport.UDP;
            case "sip+d2t" -> Transport.TCP;
            case "sips+d2t" -> Transport.TLS;
            default -> null;
        };
    }
}

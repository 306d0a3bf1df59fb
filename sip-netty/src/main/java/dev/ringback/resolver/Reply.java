package dev.ringback.resolver;

import dev.ringback.cause.DnsStep;
import dev.ringback.stack.Answer;
import dev.ringback.stack.DnsRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// Reads what a name server replied: RFC 1034 §4.3, RFC 2308. Records of other names than the one
/// that was asked about, and of those that it is an alias of, are not believed.
///
/// @param answer what it says; null where it only says that the name is an alias
/// @param alias the name to ask about then
record Reply(@Nullable Answer answer, @Nullable Name alias) {
    /// How many aliases are followed.
    static final int MOST_ALIASES = 8;

    /// More records than that are nonsense.
    static final int MOST_RECORDS = 100;

    /// The longest time that records are believed, whatever their TTL.
    static final Duration LONGEST = Duration.ofHours(1);

    /// The longest time that their absence is believed: RFC 2308 §5.
    static final Duration LONGEST_ABSENCE = Duration.ofMinutes(5);

    /// How long a failure is believed, so that a broken zone is not asked about with every call:
    /// RFC 2308 §7.
    static final Duration FAILURE = Duration.ofSeconds(5);

    /// Reads a reply to a question.
    static Reply read(Message message, Name asked, int type) {
        Record question = message.getQuestion();
        int code = message.getRcode();
        boolean ours =
                question != null && question.getName().equals(asked) && question.getType() == type;
        if (!ours) {
            return of(failed(DnsStep.Outcome.NONSENSE));
        }
        if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
            return of(failed(DnsStep.Outcome.SERVER_FAILED));
        }
        List<Record> records = message.getSection(Section.ANSWER);
        Chain chain = Chain.from(asked, records);
        if (chain == null || records.size() > MOST_RECORDS) {
            return of(failed(DnsStep.Outcome.NONSENSE));
        }
        List<DnsRecord> found = new ArrayList<>();
        long life = chain.life();
        for (Record record : records) {
            if (record.getType() == type && record.getName().equals(chain.end())) {
                found.add(record(record));
                life = Math.min(life, record.getTTL());
            }
        }
        if (!found.isEmpty()) {
            return of(new Answer.Records(found, bounded(life, LONGEST)));
        }
        SOARecord authority = authority(message);
        boolean alias = !chain.end().equals(asked) && code == Rcode.NOERROR && authority == null;
        return alias ? new Reply(null, chain.end()) : of(absent(code, authority));
    }

    private static Reply of(Answer answer) {
        return new Reply(answer, null);
    }

    /// Nothing was found out.
    static Answer failed(DnsStep.Outcome outcome) {
        return new Answer.NoRecords(outcome, FAILURE);
    }

    /// Without a SOA record nothing says how long it stays so: RFC 2308 §5.
    private static Answer absent(int code, @Nullable SOARecord authority) {
        Duration life =
                authority == null
                        ? Duration.ZERO
                        : bounded(
                                Math.min(authority.getTTL(), authority.getMinimum()),
                                LONGEST_ABSENCE);
        boolean name = code == Rcode.NXDOMAIN;
        return new Answer.NoRecords(
                name ? DnsStep.Outcome.NO_SUCH_NAME : DnsStep.Outcome.NO_DATA, life);
    }

    private static @Nullable SOARecord authority(Message message) {
        for (Record record : message.getSection(Section.AUTHORITY)) {
            if (record instanceof SOARecord soa) {
                return soa;
            }
        }
        return null;
    }

    private static Duration bounded(long seconds, Duration most) {
        return Duration.ofSeconds(Math.clamp(seconds, 0, most.toSeconds()));
    }

    private static DnsRecord record(Record record) {
        return switch (record) {
            case ARecord a -> new DnsRecord.Address(a.getAddress());
            case AAAARecord aaaa -> new DnsRecord.Address(aaaa.getAddress());
            case SRVRecord srv ->
                    new DnsRecord.Srv(
                            srv.getPriority(),
                            srv.getWeight(),
                            srv.getPort(),
                            text(srv.getTarget()));
            case NAPTRRecord naptr ->
                    new DnsRecord.Naptr(
                            naptr.getOrder(),
                            naptr.getPreference(),
                            naptr.getFlags(),
                            naptr.getService(),
                            naptr.getRegexp(),
                            text(naptr.getReplacement()));
            default -> throw new IllegalArgumentException(Type.string(record.getType()));
        };
    }

    private static String text(Name name) {
        return name.equals(Name.root) ? "" : name.toString(true).toLowerCase(Locale.ROOT);
    }

    /// The aliases in a reply, followed from the name that was asked about.
    ///
    /// @param end the name that is no alias
    /// @param life the least TTL on the way in seconds
    private record Chain(Name end, long life) {
        /// Null where they go in a circle or are too many.
        static @Nullable Chain from(Name asked, List<Record> records) {
            Name name = asked;
            long life = LONGEST.toSeconds();
            Set<Name> seen = new HashSet<>();
            CNAMERecord next = alias(name, records);
            while (next != null) {
                if (!seen.add(name) || seen.size() > MOST_ALIASES) {
                    return null;
                }
                name = next.getTarget();
                life = Math.min(life, next.getTTL());
                next = alias(name, records);
            }
            return new Chain(name, life);
        }

        private static @Nullable CNAMERecord alias(Name name, List<Record> records) {
            for (Record record : records) {
                if (record instanceof CNAMERecord alias && alias.getName().equals(name)) {
                    return alias;
                }
            }
            return null;
        }
    }
}

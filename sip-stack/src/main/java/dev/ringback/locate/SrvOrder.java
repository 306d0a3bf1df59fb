package dev.ringback.locate;

import dev.ringback.stack.DnsRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/// The order in which the hosts of a service are tried: RFC 2782, "Usage rules". It is a function
/// of the records and the generator; the order in which a name server gave them does not matter.
final class SrvOrder {
    private static final Comparator<DnsRecord.Srv> BASE =
            Comparator.comparingInt(DnsRecord.Srv::priority)
                    .thenComparing(record -> record.weight() > 0)
                    .thenComparing(DnsRecord.Srv::target)
                    .thenComparingInt(DnsRecord.Srv::port)
                    .thenComparingInt(DnsRecord.Srv::weight);

    private SrvOrder() {}

    /// The records by priority, those of equal priority by chance in proportion to their weights.
    static List<DnsRecord.Srv> of(List<DnsRecord.Srv> records, RandomGenerator random) {
        List<DnsRecord.Srv> left = new ArrayList<>(records);
        left.sort(BASE);
        List<DnsRecord.Srv> ordered = new ArrayList<>(left.size());
        while (!left.isEmpty()) {
            ordered.add(left.remove(choose(left, random)));
        }
        return ordered;
    }

    /// Which of those with the lowest priority comes next.
    private static int choose(List<DnsRecord.Srv> left, RandomGenerator random) {
        int priority = left.getFirst().priority();
        int group = 0;
        int sum = 0;
        while (group < left.size() && left.get(group).priority() == priority) {
            sum += left.get(group++).weight();
        }
        int drawn = group == 1 ? 0 : random.nextInt(sum + 1);
        int running = 0;
        for (int i = 0; i < group; i++) {
            running += left.get(i).weight();
            if (running >= drawn) {
                return i;
            }
        }
        return 0;
    }
}

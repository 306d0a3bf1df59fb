package dev.ringback.message;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.HeaderUse;
import dev.ringback.header.Method;
import dev.ringback.header.Presence;
import dev.ringback.header.catalog.HeaderCatalog;
import dev.ringback.text.NameTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The header fields without which a message of our own would not be valid: the `m` of tables 2 and
/// 3 of RFC 3261 §20 and of the RFCs that added to them.
final class RequiredFields {
    /// By the name of a method, what is mandatory in some of its messages. The base headers are
    /// looked after by the builder itself.
    private static final Map<String, List<Demand>> DEMANDS = Map.copyOf(demands());

    private RequiredFields() {}

    /// A header field that some messages of a method need.
    ///
    /// @param marks the marks of its table for the method, narrowest first
    private record Demand(HeaderName name, List<Mark> marks) {
        Demand {
            marks = List.copyOf(marks);
        }

        boolean covers(int status) {
            for (int i = 0; i < marks.size(); i++) {
                if (marks.get(i).span.covers(status)) {
                    return marks.get(i).mandatory;
                }
            }
            return false;
        }
    }

    /// What a table says of some messages.
    private record Mark(HeaderUse.Span span, boolean mandatory) {
        int breadth() {
            return span.last() - span.first();
        }
    }

    private static Map<String, List<Demand>> demands() {
        Map<String, List<Demand>> demands = new HashMap<>();
        for (HeaderField<?> field : HeaderCatalog.standard().fields()) {
            int number = field.name().number();
            boolean base = number >= 0 && number <= NameTable.LAST_BASE;
            for (String method : base ? Set.<String>of() : methods(field.use())) {
                Demand demand = new Demand(field.name(), marks(field.use(), method));
                demands.computeIfAbsent(method, _ -> new ArrayList<>()).add(demand);
            }
        }
        return demands;
    }

    /// The methods some of whose messages need the header field.
    private static Set<String> methods(HeaderUse use) {
        Set<String> methods = new TreeSet<>();
        for (HeaderUse.Row row : use.rows()) {
            row.methods()
                    .forEach(
                            (method, presence) -> {
                                if (presence == Presence.MANDATORY) {
                                    methods.add(method);
                                }
                            });
        }
        return methods;
    }

    /// The narrowest row with a mark counts, as [HeaderUse#inResponse] says.
    private static List<Mark> marks(HeaderUse use, String method) {
        List<Mark> marks = new ArrayList<>();
        for (HeaderUse.Row row : use.rows()) {
            Presence presence = row.methods().getOrDefault(method, Presence.UNSPECIFIED);
            if (presence != Presence.UNSPECIFIED) {
                boolean mandatory = presence == Presence.MANDATORY;
                row.spans().forEach(span -> marks.add(new Mark(span, mandatory)));
            }
        }
        marks.sort(Comparator.comparingInt(Mark::breadth));
        return marks;
    }

    /// The first mandatory header field that a message lacks, or null. Called for every response of
    /// a server: it costs a few comparisons of numbers.
    ///
    /// @param method the method of the request, or of the request that is replied to
    /// @param status of the response; 0 for a request
    static @Nullable HeaderName missing(Method method, int status, Predicate<HeaderName> present) {
        List<Demand> demands = DEMANDS.get(method.name());
        for (int i = 0; demands != null && i < demands.size(); i++) {
            Demand demand = demands.get(i);
            if (demand.covers(status) && !present.test(demand.name)) {
                return demand.name;
            }
        }
        return null;
    }
}

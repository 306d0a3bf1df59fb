package dev.ringback.callflow.draw;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Remark;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A call as a ladder: a column for each party, below each other what passed between them and what
/// was decided. What every drawing is made from.
///
/// @param callIds the Call-IDs whose flows these are, in their order
/// @param columns the parties from left to right
/// @param rows what happened, the earliest first
/// @param forgotten how many messages are missing, because there were too many to keep
public record Ladder(List<String> callIds, List<Column> columns, List<Row> rows, int forgotten) {
    /// Copies.
    public Ladder {
        callIds = List.copyOf(callIds);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /// A party.
    ///
    /// @param name who it is: a user, a product, or its address where nothing else is known
    /// @param addresses its socket addresses
    /// @param own whether it is the element that recorded the flow
    public record Column(String name, List<InetSocketAddress> addresses, boolean own) {
        /// Copies.
        public Column {
            addresses = List.copyOf(addresses);
        }
    }

    /// When something happened.
    ///
    /// @param at the time
    /// @param since how long after the first row
    /// @param delta how long after the row above
    public record Moment(Instant at, Duration since, Duration delta) {}

    /// A line of the ladder.
    public sealed interface Row {
        /// When it happened.
        Moment moment();
    }

    /// A message that passed.
    ///
    /// @param passed the message
    /// @param from the number of the column that sent it, from 0
    /// @param to the number of the column that got it
    /// @param marks what it means among the others
    /// @param moment when it passed
    public record Arrow(Passed passed, int from, int to, Marks marks, Moment moment)
            implements Row {}

    /// What a message means among the others.
    ///
    /// @param again whether the same passed there before: a retransmission, RFC 3261 §17
    /// @param stopped whether it came to an element that forwards, and this one went no further
    /// @param branch the number of its branch, from 0: messages with one top Via are one branch
    /// @param flow the number of its Call-ID among those of the ladder, from 0
    public record Marks(boolean again, boolean stopped, int branch, int flow) {}

    /// What an element decided.
    ///
    /// @param remark what, and why
    /// @param column the number of its column, from 0
    /// @param moment when
    public record Note(Remark remark, int column, Moment moment) implements Row {}

    /// The ladder of a flow.
    public static Ladder of(CallFlow flow) {
        return of(List.of(flow), false);
    }

    /// The ladder of flows that belong together, such as the legs of a call.
    ///
    /// @param compressed whether all ports of a host are one column
    public static Ladder of(List<CallFlow> flows, boolean compressed) {
        return new LadderBuilder(flows, compressed).ladder();
    }

    /// The arrows alone.
    public List<Arrow> arrows() {
        return rows.stream().filter(Arrow.class::isInstance).map(Arrow.class::cast).toList();
    }
}

package dev.ringback.sdp;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The lines of the session level, or of one media description, and what both have in common.
/// Editing takes over every line that is not touched. Immutable.
final class Section {
    /// The order of the session level's lines: RFC 8866 §5. The lines of a time description mix.
    static final String SESSION = "vosiuepcb[ka";

    /// The order of a media description's lines.
    static final String MEDIA = "micbka";

    private final String order;
    private final List<SdpLine> lines;
    private final @Nullable String information;
    private final List<Connection> connections;
    private final List<Bandwidth> bandwidths;
    private final Attributes attributes;

    Section(String order, List<SdpLine> lines) {
        this.order = order;
        this.lines = List.copyOf(lines);
        this.information = first('i');
        this.connections = read('c', Connection::parse);
        this.bandwidths = read('b', Bandwidth::parse);
        List<Attribute> read = read('a', Attribute::parse);
        this.attributes = new Attributes(read);
    }

    List<SdpLine> lines() {
        return lines;
    }

    @Nullable String information() {
        return information;
    }

    List<Connection> connections() {
        return connections;
    }

    List<Bandwidth> bandwidths() {
        return bandwidths;
    }

    Attributes attributes() {
        return attributes;
    }

    /// The value of the first line of this type, or null.
    @Nullable String first(char type) {
        for (SdpLine line : lines) {
            if (line.type() == type) {
                return line.value();
            }
        }
        return null;
    }

    /// The lines of this type that can be read.
    <T> List<T> read(char type, Function<String, @Nullable T> reader) {
        List<T> read = new ArrayList<>();
        for (SdpLine line : lines) {
            T one = line.type() == type ? reader.apply(line.value()) : null;
            if (one != null) {
                read.add(one);
            }
        }
        return List.copyOf(read);
    }

    /// Where in the order lines of this type stand; after all others when they have no place.
    static int rank(String order, char type) {
        int rank = order.indexOf(type == 't' || type == 'r' || type == 'z' ? '[' : type);
        return rank < 0 ? order.length() : rank;
    }

    /// This section with other lines of one type, in the place of the first of them, or else where
    /// the order wants them.
    Section with(char type, List<String> values) {
        List<SdpLine> by = values.stream().map(value -> SdpLine.of(type, value)).toList();
        return replace(line -> line.type() == type, type, by);
    }

    /// This section with other attributes, in the place of the first of those, or else at the end
    /// of the attributes.
    Section withAttributes(Predicate<Attribute> those, List<Attribute> by) {
        Predicate<SdpLine> gone =
                line -> {
                    Attribute attribute = Attribute.of(line);
                    return attribute != null && those.test(attribute);
                };
        return replace(gone, 'a', by.stream().map(Attribute::line).toList());
    }

    Section withDirection(Direction direction) {
        return withAttributes(
                attribute -> Direction.of(attribute.name()) != null,
                List.of(direction.attribute()));
    }

    Section replace(Predicate<SdpLine> gone, char type, List<SdpLine> by) {
        List<SdpLine> kept = new ArrayList<>();
        int place = -1;
        int ordered = 0;
        for (SdpLine line : lines) {
            if (gone.test(line)) {
                place = place < 0 ? kept.size() : place;
                continue;
            }
            kept.add(line.ended());
            boolean before = rank(order, line.type()) <= rank(order, type);
            ordered = before ? kept.size() : ordered;
        }
        kept.addAll(place < 0 ? ordered : place, by);
        return new Section(order, kept);
    }

    /// This section with a line end after each line.
    Section ended() {
        boolean ended = lines.stream().allMatch(line -> line.equals(line.ended()));
        return ended ? this : new Section(order, lines.stream().map(SdpLine::ended).toList());
    }

    void write(ByteArrayOutputStream to) {
        lines.forEach(line -> line.write(to));
    }
}

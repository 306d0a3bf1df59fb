package dev.ringback.store.kamailio;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A row of a table.
///
/// @param line the line of the file in which it begins, from 1 on
/// @param values the values by the names of their columns in lower case; nothing for NULL
/// @param faults what could not be read, by the names of the columns; by `*` where it is the row
public record Row(long line, Map<String, String> values, Map<String, String> faults) {
    /// The name of all columns.
    static final String ALL = "*";

    /// What is cut off may look whole.
    static final String CUT = "the file ends in the middle of it";

    /// Copies the maps.
    public Row {
        values = Map.copyOf(values);
        faults = Map.copyOf(faults);
    }

    /// One that could not be read.
    static Row unreadable(long line, String why) {
        return new Row(line, Map.of(), Map.of(ALL, why));
    }

    /// One of as many values as there are columns; other numbers are a fault.
    static Row of(long line, List<String> columns, List<Value> values) {
        if (columns.size() != values.size()) {
            return unreadable(
                    line, values.size() + " values where there are " + columns.size() + " columns");
        }
        Map<String, String> read = new HashMap<>();
        Map<String, String> faults = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i).toLowerCase(Locale.ROOT);
            Value value = values.get(i);
            if (value.fault() != null) {
                faults.put(column, value.fault());
            } else if (value.text() != null) {
                read.put(column, value.text());
            }
        }
        return new Row(line, read, faults);
    }

    /// A value of a row.
    ///
    /// @param text what it is; null for NULL
    /// @param fault why it could not be read, or null
    record Value(@Nullable String text, @Nullable String fault) {
        static final Value NULL = new Value(null, null);

        static Value of(String text) {
            return new Value(text, null);
        }

        static Value unreadable(String why) {
            return new Value(null, why);
        }
    }
}

package dev.ringback.header.feature;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.text.Ascii;
import org.jspecify.annotations.Nullable;

/// How much a call matters when resources are scarce: RFC 4412 §3.1. Any number of values, for
/// different namespaces.
///
/// @param namespace the set of priorities, `dsn` or `wps`, as written
/// @param priority one of them, as written
public record ResourcePriority(String namespace, String priority) {
    /// How it is read.
    public static final HeaderField<ResourcePriority> FIELD =
            HeaderField.of(HeaderName.RESOURCE_PRIORITY, ResourcePriority::read)
                    .defined(
                            "RFC 4412 §3.1",
                            """
                            Resource-Priority = "Resource-Priority" HCOLON
                                                r-value *(COMMA r-value)
                            r-value           = namespace "." r-priority
                            namespace         = token-nodot
                            r-priority        = token-nodot
                            """)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R      amdr   o   o   o   o   o   o   o   o   o   o   o   o   o   o
                            r      -      .   .   .   .   .   .   .   .   o   .   .   .   .   .
                            """);

    /// Takes the parts.
    ///
    /// @throws IllegalArgumentException if one is no token or has a dot
    public ResourcePriority {
        if (!isPart(namespace) || !isPart(priority)) {
            throw new IllegalArgumentException("no priority: " + namespace + '.' + priority);
        }
    }

    private static boolean isPart(String text) {
        return Ascii.isToken(text) && text.indexOf('.') < 0;
    }

    static @Nullable ResourcePriority read(byte[] bytes, int start, int end) {
        int dot = start;
        while (dot < end && bytes[dot] != '.') {
            dot++;
        }
        if (dot == end) {
            return null;
        }
        String namespace = Ascii.text(bytes, start, dot);
        String priority = Ascii.text(bytes, dot + 1, end);
        boolean good = isPart(namespace) && isPart(priority);
        return good ? new ResourcePriority(namespace, priority) : null;
    }

    /// Whether it is this one, in any case.
    public boolean is(String otherNamespace, String otherPriority) {
        return Ascii.lower(namespace).equals(Ascii.lower(otherNamespace))
                && Ascii.lower(priority).equals(Ascii.lower(otherPriority));
    }

    /// The wire form.
    @Override
    public String toString() {
        return namespace + '.' + priority;
    }
}

package dev.ringback.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/// `dns:`, who is asked about names and for how long.
final class DnsReader implements SectionReader {
    private static final int PORT = 53;
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final String FORM = "write it like 192.0.2.53, 127.0.0.1:5353 or [::1]:53";

    @Override
    public List<String> keys() {
        return List.of("dns");
    }

    @Override
    public void read(Section top, ServerConfigBuilder into) throws ConfigException {
        Section section = top.section("dns", "servers", "timeout");
        if (section == null) {
            return;
        }
        ServerConfig.Dns old = into.dns();
        List<InetSocketAddress> servers = section.list("servers", DnsReader::server);
        Duration timeout = section.value("timeout", DnsReader::timeout);
        into.dns(
                new ServerConfig.Dns(
                        servers == null ? old.servers() : servers,
                        timeout == null ? old.timeout() : timeout));
    }

    private static Duration timeout(String text) {
        Duration timeout = Quantity.duration(text);
        if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("'" + text + "' is not between 100ms and 5s");
        }
        return timeout;
    }

    /// Reads `ADDRESS[:PORT]`; an IPv6 address with a port stands in brackets.
    private static InetSocketAddress server(String text) {
        boolean bracket = text.startsWith("[");
        int end = bracket ? text.indexOf(']') + 1 : text.indexOf(':');
        boolean plain = end <= 0 || (!bracket && end != text.lastIndexOf(':'));
        String host = plain ? text : text.substring(0, end);
        String after = plain ? "" : text.substring(end);
        try {
            InetAddress address =
                    InetAddress.ofLiteral(bracket ? host.substring(1, host.length() - 1) : host);
            boolean port = after.matches(":\\d{1,5}");
            int number = port ? Integer.parseInt(after.substring(1)) : PORT;
            if ((port || after.isEmpty()) && number > 0 && number <= 65_535) {
                return new InetSocketAddress(address, number);
            }
        } catch (IllegalArgumentException _) {
            // told below
        }
        throw new IllegalArgumentException("'" + text + "' is no name server: " + FORM);
    }
}

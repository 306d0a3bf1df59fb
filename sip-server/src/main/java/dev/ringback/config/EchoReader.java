package dev.ringback.config;

import dev.ringback.echo.EchoSettings;
import dev.ringback.echo.PortRange;
import java.time.Duration;
import java.util.List;

/// `echo:`, the manners of the user that answers calls.
final class EchoReader implements SectionReader {
    private static final String PORTS = " of ports from 1024 to 65535, like 16384-16483";
    private static final Duration LONGEST_RINGING = Duration.ofMinutes(2);

    @Override
    public List<String> keys() {
        return List.of("echo");
    }

    @Override
    public void read(Section top, ServerConfigBuilder into) throws ConfigException {
        Section section = top.section("echo", "answer-after", "unacceptable", "require", "ports");
        if (section == null) {
            return;
        }
        EchoSettings echo = into.service().echo();
        Duration after = section.value("answer-after", EchoReader::ringing);
        if (after != null) {
            echo = echo.answeringAfter(after);
        }
        Integer status = section.value("unacceptable", EchoReader::status);
        if (status != null) {
            echo = echo.refusingWith(status);
        }
        List<String> required = section.list("require", EchoReader::tag);
        if (required != null) {
            echo = echo.requiring(required);
        }
        PortRange ports = section.value("ports", EchoReader::ports);
        if (ports != null) {
            echo = echo.on(ports);
        }
        into.service(into.service().with(echo));
    }

    private static PortRange ports(String text) {
        String[] ends = text.split("-", -1);
        try {
            if (ends.length == 2) {
                return new PortRange(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is no range" + PORTS, e);
        }
        throw new IllegalArgumentException("'" + text + "' is no range" + PORTS);
    }

    private static Duration ringing(String text) {
        Duration duration = Quantity.duration(text);
        if (duration.isNegative() || duration.compareTo(LONGEST_RINGING) > 0) {
            throw new IllegalArgumentException("'" + text + "' is not between 0s and 2m");
        }
        return duration;
    }

    private static Integer status(String text) {
        return switch (text) {
            case "488" -> 488;
            case "606" -> 606;
            default ->
                    throw new IllegalArgumentException("'" + text + "' is no choice: 488 or 606");
        };
    }

    private static String tag(String text) {
        if (!text.matches("[A-Za-z0-9-]{1,40}")) {
            throw new IllegalArgumentException("'" + text + "' is no option-tag");
        }
        return text;
    }
}

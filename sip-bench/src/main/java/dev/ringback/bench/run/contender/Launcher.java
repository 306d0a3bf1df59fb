package dev.ringback.bench.run.contender;

import dev.ringback.bench.run.report.Contender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Writes the command line and the environment that start a contender.
public final class Launcher {
    /// How many users have a password where one is wanted.
    public static final int SECRET_USERS = 20_000;

    private final Place place;
    private final String classPath;

    /// @param classPath where the proxy on JAIN-SIP is
    public Launcher(Place place, String classPath) {
        this.place = place;
        this.classPath = classPath;
    }

    /// A process that is ready to start in `folder`, where it may write.
    public ProcessBuilder prepare(Contender contender, Variant variant, Path folder) {
        List<String> command = new ArrayList<>();
        if (!variant.cpus().isEmpty()) {
            command.addAll(List.of("taskset", "-c", variant.cpus()));
        }
        command.addAll(
                switch (contender) {
                    case RINGBACK -> ringback(variant, folder);
                    case KAMAILIO -> kamailio(variant, folder);
                    case JAIN -> jain(variant);
                });
        ProcessBuilder process = new ProcessBuilder(command).directory(folder.toFile());
        process.environment().put("RINGBACK_JAVA", place.jdk().toString());
        process.environment().remove("RINGBACK_JAVA_OPTS");
        if (!variant.javaOptions().isEmpty()) {
            process.environment().put("RINGBACK_JAVA_OPTS", variant.javaOptions());
        }
        return process;
    }

    private List<String> ringback(Variant variant, Path folder) {
        if (variant.setup() == Setup.DIGEST) {
            try {
                Files.writeString(
                        folder.resolve("users"),
                        UserFile.text(Place.DOMAIN, Place.SECRET, SECRET_USERS));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        List<String> command = new ArrayList<>();
        command.addAll(List.of(place.root().resolve("ringback").toString(), "serve"));
        Path file = place.file("ringback/" + variant.setup().file() + ".yaml");
        command.addAll(List.of("--config", file.toString(), "--data", folder.toString()));
        command.addAll(List.of("--listen", "udp:" + place.server()));
        command.addAll(List.of("--listen", "tcp:" + place.server()));
        if (variant.setup() == Setup.TLS) {
            command.addAll(List.of("--tls", certificate(folder)));
            command.addAll(List.of("--listen", "tls:" + Place.TLS_HOST + ':' + place.port()));
        }
        if (variant.loops() > 0) {
            command.addAll(List.of("--shards", Integer.toString(variant.loops())));
        }
        return command;
    }

    /// Has a certificate made for the server; where it lies, as the option `--tls` wants it.
    private String certificate(Path folder) {
        String program = place.root().resolve("ringback").toString();
        List<String> command = List.of(program, "cert", "--dir", folder.toString(), Place.DOMAIN);
        ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
        process.redirectOutput(folder.resolve("cert.log").toFile());
        process.environment().put("RINGBACK_JAVA", place.jdk().toString());
        try {
            if (process.start().waitFor() != 0) {
                throw new BenchException("no certificate: see " + folder.resolve("cert.log"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new BenchException("ended while a certificate was made");
        }
        return folder.resolve("cert.pem") + "," + folder.resolve("key.pem");
    }

    private List<String> kamailio(Variant variant, Path folder) {
        boolean stateless = variant.setup() == Setup.STATELESS;
        String children = Integer.toString(variant.loops() == 0 ? 2 : variant.loops());
        List<String> command = new ArrayList<>(List.of(Kamailio.program(), "-DD", "-E"));
        command.addAll(List.of("-f", place.file("kamailio/kamailio.cfg").toString()));
        command.addAll(List.of("-n", children, "-N", children, "-x", "tlsf", "-X", "tlsf"));
        command.addAll(List.of("-m", Kamailio.sharedMegabytes(), "-M", "16", "-b", "4194304"));
        command.addAll(List.of("-l", "udp:" + place.server(), "-l", "tcp:" + place.server()));
        command.addAll(List.of("-w", folder.toString(), "-Y", folder.toString()));
        command.addAll(List.of("-P", folder.resolve("kamailio.pid").toString()));
        if (stateless) {
            command.addAll(List.of("-A", "WITHOUT_STATE"));
        }
        if (variant.setup() == Setup.DIGEST) {
            command.addAll(List.of("-A", "SECRET=\"" + Place.SECRET + "\""));
        }
        return command;
    }

    private List<String> jain(Variant variant) {
        String java = place.jdk().resolve("bin/java").toString();
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(
                variant.javaOptions().isEmpty()
                        ? List.of("-Xms6g", "-Xmx6g", "-XX:+UseParallelGC")
                        : List.of(variant.javaOptions().split(" ")));
        command.addAll(List.of("-cp", classPath, "dev.ringback.bench.jain.JainProxy"));
        command.addAll(List.of(Integer.toString(place.port()), Integer.toString(place.port() + 1)));
        return command;
    }
}

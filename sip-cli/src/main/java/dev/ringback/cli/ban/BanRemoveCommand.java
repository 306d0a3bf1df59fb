package dev.ringback.cli.ban;

import dev.ringback.app.BanFile;
import dev.ringback.app.BannedSource;
import dev.ringback.auth.SourceNetwork;
import dev.ringback.cli.terminal.FailedException;
import dev.ringback.cli.terminal.Texts;
import dev.ringback.cli.terminal.UsageException;
import dev.ringback.cli.user.DataFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ringback ban rm`: ends bans, and waits until the server has heard it.
@Command(name = "rm", header = "Ends bans; what has ended is forgotten.")
final class BanRemoveCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration STEP = Duration.ofMillis(50);

    @Mixin private DataFolder folder = new DataFolder();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..*",
            paramLabel = "SOURCE",
            description = "an address or a network as 'ban ls' prints it")
    private List<String> sources = new ArrayList<>();

    @Option(names = "--all", description = "ends all bans")
    private boolean all;

    @Override
    public Integer call() throws Exception {
        if (all != sources.isEmpty()) {
            throw new UsageException("give either SOURCE or --all");
        }
        BanFile file = new BanFile(folder.path());
        List<String> banned = file.read(Instant.now()).stream().map(BannedSource::source).toList();
        List<String> ending = all ? banned : wanted(banned);
        if (!ending.isEmpty()) {
            await(file.ask(ending));
        }
        for (String source : ending) {
            spec.commandLine().getOut().println("the ban of " + source + " has ended");
        }
        return 0;
    }

    private List<String> wanted(List<String> banned) throws FailedException, UsageException {
        List<String> wanted = new ArrayList<>();
        for (String text : sources) {
            InetAddress address =
                    BanFile.source(text)
                            .orElseThrow(
                                    () ->
                                            new UsageException(
                                                    Texts.harmless(text) + " is no address"));
            String source = SourceNetwork.of(address).toString();
            if (!banned.contains(source)) {
                throw new FailedException(source + " is not banned");
            }
            wanted.add(source);
        }
        return wanted;
    }

    private static void await(Path wish) throws IOException, FailedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (Files.exists(wish) && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(STEP.toNanos());
        }
        if (Files.deleteIfExists(wish)) {
            throw new FailedException(
                    "no server has heard it that runs with the data folder " + wish.getParent());
        }
    }
}

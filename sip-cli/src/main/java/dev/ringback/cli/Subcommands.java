package dev.ringback.cli;

import dev.ringback.cli.backup.BackupCommand;
import dev.ringback.cli.backup.RestoreCommand;
import dev.ringback.cli.ban.BanCommand;
import dev.ringback.cli.call.AnswerCommand;
import dev.ringback.cli.call.CallCommand;
import dev.ringback.cli.call.TransferCommand;
import dev.ringback.cli.cert.CertCommand;
import dev.ringback.cli.codes.CodesCommand;
import dev.ringback.cli.ctl.BindingsCommand;
import dev.ringback.cli.ctl.CtlCommand;
import dev.ringback.cli.domain.DomainCommand;
import dev.ringback.cli.explain.ExplainCommand;
import dev.ringback.cli.flow.FlowCommand;
import dev.ringback.cli.message.MessageCommand;
import dev.ringback.cli.message.OptionsCommand;
import dev.ringback.cli.message.PublishCommand;
import dev.ringback.cli.message.RegisterCommand;
import dev.ringback.cli.message.SubscribeCommand;
import dev.ringback.cli.parse.ParseCommand;
import dev.ringback.cli.send.SendCommand;
import dev.ringback.cli.serve.ServeCommand;
import dev.ringback.cli.user.UserCommand;
import dev.ringback.cli.why.WhyCommand;
import java.util.List;

/// The commands of `ringback`. Picocli reads every class that it is given, with all that its fields
/// and methods name, and some of that lies in signed jars whose signatures the JDK then checks: a
/// quarter of a second before anything happens. So it is given only the command that is asked for.
final class Subcommands {
    /// All of them, in the order in which a suggestion takes the first of several.
    static final List<String> NAMES =
            List.of(
                    "serve",
                    "options",
                    "register",
                    "call",
                    "answer",
                    "transfer",
                    "message",
                    "subscribe",
                    "publish",
                    "parse",
                    "codes",
                    "send",
                    "explain",
                    "flow",
                    "why",
                    "user",
                    "domain",
                    "ban",
                    "bindings",
                    "ctl",
                    "backup",
                    "restore",
                    "cert",
                    "rehearse");

    private Subcommands() {}

    /// The commands that arguments can mean: the first word that is no option where it names one,
    /// none where there is no word, and all where it is unknown, for the suggestion.
    static List<String> meant(String... arguments) {
        for (String argument : arguments) {
            if (!argument.startsWith("-")) {
                return NAMES.contains(argument) ? List.of(argument) : NAMES;
            }
        }
        return List.of();
    }

    /// The command of a name of [#NAMES].
    static Object create(String name) {
        return switch (name) {
            case "serve" -> new ServeCommand();
            case "options" -> new OptionsCommand();
            case "register" -> new RegisterCommand();
            case "call" -> new CallCommand();
            case "answer" -> new AnswerCommand();
            case "transfer" -> new TransferCommand();
            case "message" -> new MessageCommand();
            case "subscribe" -> new SubscribeCommand();
            case "publish" -> new PublishCommand();
            case "parse" -> new ParseCommand();
            case "codes" -> new CodesCommand();
            case "send" -> new SendCommand();
            case "explain" -> new ExplainCommand();
            case "flow" -> new FlowCommand();
            case "why" -> new WhyCommand();
            case "user" -> new UserCommand();
            case "domain" -> new DomainCommand();
            case "ban" -> new BanCommand();
            case "bindings" -> new BindingsCommand();
            case "backup" -> new BackupCommand();
            case "restore" -> new RestoreCommand();
            case "ctl" -> new CtlCommand();
            case "cert" -> new CertCommand();
            case "rehearse" -> new RehearseCommand();
            default -> throw new IllegalArgumentException(name);
        };
    }
}

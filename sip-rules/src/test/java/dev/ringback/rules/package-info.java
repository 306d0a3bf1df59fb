/// The rules of STYLE.md as tests, and the tests that prove each rule bites.
///
/// [dev.ringback.rules.Tidy] lists the rules on sources, [dev.ringback.rules.BytecodeRules] those
/// on compiled classes. No rule has a list of exemptions: what a rule says is true of every file,
/// or the rule is changed for all.
@NullMarked
package dev.ringback.rules;

import org.jspecify.annotations.NullMarked;

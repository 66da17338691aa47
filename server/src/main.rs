#![expect(missing_docs, reason = "a program")]

fn main() -> std::process::ExitCode {
    nofault::command_line::main()
}

@main
struct RestockCommand {
  static func main() {}
}

import RestockIO

/// What the files of a run were taken for, for people.
enum TakenFiles {
  /// A line a file.
  static func lines(_ files: [InputFileFacts]) -> [String] {
    files.map { file in
      let layout = file.profile.isEmpty ? "" : " (\(file.profile))"
      let rows = file.rows == 1 ? "1 row" : "\(file.rows) rows"
      return "\(file.path): taken for \(file.kind.rawValue)\(layout), \(rows)"
    }
  }

  /// Those lines where exports of other programs are among the files, else none.
  static func linesIfForeign(_ files: [InputFileFacts]) -> [String] {
    files.contains { !$0.profile.isEmpty } ? lines(files) : []
  }
}

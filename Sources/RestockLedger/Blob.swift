#if Ledger
internal import Foundation
internal import GRDB

/// Bytes as SQLite keeps them.
struct Blob: DatabaseValueConvertible {
  let bytes: [UInt8]

  var databaseValue: DatabaseValue { Data(bytes).databaseValue }

  static func fromDatabaseValue(_ value: DatabaseValue) -> Self? {
    Data.fromDatabaseValue(value).map { Self(bytes: Array($0)) }
  }
}

extension [UInt8] {
  /// These bytes as SQLite keeps them.
  var blob: Blob { Blob(bytes: self) }
}
#endif

//! What an inquiry is checked against: the accounts that a user registered, and the ids of the day.

use rusqlite::{Connection, OptionalExtension as _, params};

/// The user has agreed: these accounts are registered from now on, and no others.
pub(in crate::sandbox::kftc) fn register(
    connection: &Connection,
    user_seq_no: &str,
    numbers: &[usize],
    agreed_at: &str,
) -> Result<(), rusqlite::Error> {
    connection
        .prepare_cached("DELETE FROM kftc_account WHERE user_seq_no = ?1")?
        .execute([user_seq_no])?;
    let sql = "INSERT OR IGNORE INTO kftc_account (user_seq_no, number, agreed_at)
               VALUES (?1, ?2, ?3)";
    let mut insert = connection.prepare_cached(sql)?;
    for number in numbers {
        insert.execute(params![
            user_seq_no,
            i64::try_from(*number).unwrap_or(i64::MAX),
            agreed_at
        ])?;
    }
    Ok(())
}

/// The accounts that are registered and when the user agreed, by their numbers.
pub(in crate::sandbox::kftc) fn registered(
    connection: &Connection,
    user_seq_no: &str,
) -> Result<Vec<(usize, String)>, rusqlite::Error> {
    connection
        .prepare_cached(
            "SELECT number, agreed_at FROM kftc_account WHERE user_seq_no = ?1 ORDER BY number",
        )?
        .query_map([user_seq_no], |row| {
            Ok((usize::try_from(row.get::<_, i64>(0)?).unwrap_or(usize::MAX), row.get(1)?))
        })?
        .collect()
}

/// Whether one account is registered.
pub(in crate::sandbox::kftc) fn is_registered(
    connection: &Connection,
    user_seq_no: &str,
    number: usize,
) -> Result<bool, rusqlite::Error> {
    connection
        .prepare_cached("SELECT 1 FROM kftc_account WHERE user_seq_no = ?1 AND number = ?2")?
        .query_row(params![user_seq_no, i64::try_from(number).unwrap_or(i64::MAX)], |_| Ok(()))
        .optional()
        .map(|found| found.is_some())
}

/// Takes note of an id on a Korean day (`2026-11-21`); whether it was new. The id begins with its
/// institution, so one institution cannot be in another's way. Only an id of today can be in the way of
/// another; those of past days go with the first one.
pub(in crate::sandbox::kftc) fn is_new(
    connection: &Connection,
    day: &str,
    bank_tran_id: &str,
) -> Result<bool, rusqlite::Error> {
    let added = connection
        .prepare_cached(
            "INSERT OR IGNORE INTO kftc_bank_tran_id (day, bank_tran_id) VALUES (?1, ?2)",
        )?
        .execute([day, bank_tran_id])?;
    connection.prepare_cached("DELETE FROM kftc_bank_tran_id WHERE day < ?1")?.execute([day])?;
    Ok(added == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::State;

    #[test]
    fn the_ids_of_past_days_go_and_those_of_today_stay() {
        let state = State::in_memory().unwrap();
        let done = state.write(|open| {
            for day in 1..=9 {
                let day = format!("2026-11-0{day}");
                for id in 0..100 {
                    assert!(is_new(open, &day, &id.to_string())?);
                }
                for id in 0..100 {
                    assert!(!is_new(open, &day, &id.to_string())?);
                }
            }
            let sql = "SELECT count(*) FROM kftc_bank_tran_id";
            assert_eq!(open.query_row(sql, [], |row| row.get::<_, i64>(0))?, 100);
            Ok(())
        });
        done.unwrap();
    }
}

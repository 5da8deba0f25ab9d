use std::sync::Arc;

use super::*;
use crate::store::keyring::fake::Keyring;
use crate::store::testing::key;

fn items(keyring: Keyring) -> (Arc<Keyring>, Items) {
    let keyring = Arc::new(keyring);
    let access = KeyringAccess::Fake(Arc::clone(&keyring));
    (keyring, Items::new(Keeper::Keyring(access), "store"))
}

/// A value of this length, unlike that of any other.
fn value(length: usize) -> Vec<u8> {
    (0..length).map(|at| b'a' + u8::try_from((at * 7 + length) % 26).unwrap()).collect()
}

fn read(items: &Items) -> Option<Vec<u8>> {
    items.read(&key("one")).unwrap().map(|value| value.to_vec())
}

#[test]
fn what_is_written_is_read_and_goes_without_a_trace() {
    for keyring in [Keyring::default(), Keyring::small(100)] {
        let (keyring, items) = items(keyring);
        assert_eq!(read(&items), None);
        for length in [1, 100, 101, 1_600, 250, 99, 1_000] {
            items.write(&key("one"), &value(length)).unwrap();
            assert_eq!(read(&items), Some(value(length)));
            assert!(items.read(&key("two")).unwrap().is_none());
            let parts = keyring.longest.filter(|longest| length > *longest);
            let parts = parts.map_or(0, |longest| length.div_ceil(longest));
            assert_eq!(keyring.count(), 1 + parts, "{length}: nothing is left of the others");
        }
        assert!(items.remove(&key("one")).unwrap());
        assert!(!items.remove(&key("one")).unwrap());
        assert_eq!((read(&items), keyring.count()), (None, 0));
    }
}

#[test]
fn what_is_too_long_is_refused_and_leaves_the_old_value() {
    let (_, items) = items(Keyring::small(100));
    items.write(&key("one"), &value(300)).unwrap();
    let refused = items.write(&key("one"), &value(1_601));
    let expected = matches!(refused, Err(StoreError::TooLarge { bytes: 1_601, limit: 1_600 }));
    assert!(expected, "{refused:?}");
    assert_eq!(read(&items), Some(value(300)));
}

#[test]
fn who_is_killed_at_any_call_leaves_the_old_value_or_the_new_one_whole() {
    for (old, new) in [(50, 350), (350, 450), (450, 250), (450, 50), (350, 350)] {
        let mut finished = false;
        for call in 1..30 {
            let (keyring, items) = items(Keyring::small(100));
            items.write(&key("one"), &value(old)).unwrap();
            let new_value: Vec<u8> = value(new).into_iter().rev().collect();
            keyring.fail_at(call);
            finished = items.write(&key("one"), &new_value).is_ok();
            keyring.fail_at(0);
            let found = read(&items).unwrap();
            assert!(found == value(old) || found == new_value, "{old} {new} {call}");

            // The next one clears up, whatever was left.
            items.write(&key("one"), &value(150)).unwrap();
            assert_eq!((read(&items), keyring.count()), (Some(value(150)), 3));
            if finished {
                break;
            }
        }
        assert!(finished, "{old} {new}");
    }
}

#[test]
fn who_is_killed_while_removing_leaves_nothing_that_a_second_removal_does_not_find() {
    for call in 1..8 {
        let (keyring, items) = items(Keyring::small(100));
        items.write(&key("one"), &value(450)).unwrap();
        keyring.fail_at(call);
        let outcome = items.remove(&key("one"));
        keyring.fail_at(0);
        assert!(outcome.is_ok() || call < 7, "{call}");
        items.remove(&key("one")).unwrap();
        assert_eq!(keyring.count(), 0, "{call}");
    }
}

#[test]
fn a_keyring_that_cuts_off_is_found_out_and_the_old_value_stays() {
    let cutting = |longest| {
        let mut keyring = Keyring::default();
        (keyring.longest, keyring.cuts_at) = (longest, Some(60));
        keyring
    };
    for keyring in [cutting(None), cutting(Some(100))] {
        let (_, items) = items(keyring);
        items.write(&key("one"), &value(50)).unwrap();
        let refused = items.write(&key("one"), &value(350));
        assert!(matches!(refused, Err(StoreError::NotKept)));
        assert_eq!(read(&items), Some(value(50)));
    }
}

#[test]
fn parts_that_were_altered_or_lost_are_an_error_and_not_a_value() {
    let (keyring, items) = items(Keyring::small(100));
    items.write(&key("one"), &value(350)).unwrap();
    let head = items.name(&key("one"));
    let damages: [(&str, &[u8]); 4] =
        [("", b"qetta/1 parts 2 1 0"), ("", b"qetta/1 parts x"), (" 0.1", b"else"), (" 0.1", b"")];
    for (item, bytes) in damages {
        items.write(&key("one"), &value(350)).unwrap();
        let whole = read(&items);
        assert_eq!(whole, Some(value(350)));
        keyring.alter(|all| {
            for slot in [" 0.1", " 1.1"] {
                let name = format!("{head}{}", if item.is_empty() { "" } else { slot });
                all.insert(name, bytes.to_vec());
            }
        });
        let found = items.read(&key("one"));
        assert!(matches!(found, Err(StoreError::SecretMalformed { .. })), "{item}");
    }
    items.write(&key("one"), &value(350)).unwrap();
    keyring.alter(|all| all.retain(|name, _| !name.ends_with(".2")));
    assert!(matches!(items.read(&key("one")), Err(StoreError::SecretMalformed { .. })));
}

#[test]
fn a_locked_keyring_is_said_to_be_locked_whatever_is_asked_of_it() {
    let (_, items) = items(Keyring::locked());
    let locked = |error| matches!(error, StoreError::KeyringLocked { .. });
    assert!(locked(items.read(&key("one")).unwrap_err()));
    assert!(locked(items.write(&key("one"), b"{}").unwrap_err()));
    assert!(locked(items.remove(&key("one")).unwrap_err()));
}

#[test]
fn names_are_of_fixed_length_and_tell_nothing() {
    let (_, items) = items(Keyring::default());
    let longest = items.name(&key(&"가".repeat(64)));
    assert_eq!(longest.len(), items.name(&key("a")).len());
    assert!(longest.is_ascii() && longest.starts_with("store "));
    assert_ne!(items.name(&key("a")), items.name(&key("b")));
}

//! Who an address stands for: what is kept of it is a keyed hash, which tells nothing to whoever reads the store.

use std::net::{IpAddr, Ipv6Addr};

use engine::ports::BucketOwner;

use crate::client_address::ClientAddress;
use crate::token::TokenKeys;

/// The owner of an address's bucket. After a change of the keys it is another.
pub(super) fn owner(keys: &TokenKeys, address: ClientAddress) -> Option<BucketOwner> {
    keys.tag("address", &network(address.0).to_string()).ok().map(BucketOwner::Address)
}

/// What is counted as one: of IPv4 the address, of IPv6 the network of 64 bits, which one customer has for themselves
/// and can take any address out of.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)).into(),
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> BucketOwner {
        let keys = TokenKeys::new(&[vec![7; 32]]).unwrap();
        owner(&keys, ClientAddress(text.parse().unwrap())).unwrap()
    }

    #[test]
    fn a_network_of_ipv6_is_one_and_addresses_of_ipv4_are_many() {
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_ne!(of("203.0.113.7"), of("203.0.113.8"));
        assert_eq!(of("203.0.113.7"), of("::ffff:203.0.113.7"));
    }

    #[test]
    fn the_address_itself_is_not_kept_and_the_key_decides() {
        let BucketOwner::Address(hash) = of("203.0.113.7") else { panic!("another owner") };
        assert!(!hash.contains("203") && hash.len() >= 40, "{hash}");
        let other = TokenKeys::new(&[vec![8; 32]]).unwrap();
        let address = ClientAddress("203.0.113.7".parse().unwrap());
        assert_ne!(owner(&other, address), Some(of("203.0.113.7")));
    }
}

//! Nothing is called that must not be.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use engine::ports::DeliveryState;
use jiff::SignedDuration;
use jobs::{Lookup, Reach};

use crate::receiver::Receiver;
use crate::world::{World, sender};

/// A name that leads somewhere else with every look-up.
struct Turning {
    addresses: Vec<Vec<IpAddr>>,
    looks: AtomicUsize,
}

impl Turning {
    fn new(addresses: &[&[&str]]) -> Arc<Self> {
        let addresses =
            addresses.iter().map(|all| all.iter().map(|address| address.parse().unwrap()).collect());
        Arc::new(Self { addresses: addresses.collect(), looks: AtomicUsize::new(0) })
    }
}

#[async_trait]
impl Lookup for Turning {
    async fn look_up(&self, _: &str) -> std::io::Result<Vec<IpAddr>> {
        let look = self.looks.fetch_add(1, Ordering::Relaxed);
        Ok(self.addresses[look.min(self.addresses.len() - 1)].clone())
    }
}

/// What the first attempt at this address ends with.
async fn refused(url: &str, lookup: Arc<dyn Lookup>) -> String {
    let world = World::calling(url, &["scope.updated"], sender(Reach::Public, lookup)).await;
    world.begin().says("our budget is 10k euros").await;
    world.jobs.sweep().await.unwrap();
    let pending = world.deliveries(DeliveryState::Pending).await.remove(0);
    assert_eq!(pending.attempts, 1);
    pending.last_error.unwrap()
}

#[tokio::test]
async fn a_private_address_is_not_called() {
    let receiver = Receiver::start().await;
    let https = receiver.url().replace("http:", "https:");
    let nobody = Turning::new(&[&["127.0.0.1"]]);
    assert_eq!(refused(&https, nobody.clone()).await, "the address is not public");
    assert_eq!(refused(&receiver.url(), nobody.clone()).await, "the address is not https");
    assert_eq!(nobody.looks.load(Ordering::Relaxed), 0, "the address is no name");
    assert!(receiver.received().is_empty());
}

#[tokio::test]
async fn a_name_that_leads_inside_is_not_called() {
    for addresses in [
        &["127.0.0.1"][..],
        &["169.254.169.254"],
        &["::ffff:10.0.0.1"],
        &["93.184.216.34", "10.0.0.1"],
        &["fd00:ec2::254", "2606:4700:4700::1111"],
    ] {
        let inside = Turning::new(&[addresses]);
        let why = refused("https://hooks.example/anteroom", inside.clone()).await;
        assert_eq!((why.as_str(), inside.looks.load(Ordering::Relaxed)), ("the address is not public", 1));
    }
}

#[tokio::test]
async fn the_connection_goes_to_the_address_that_was_judged() {
    let (first, second) = (Receiver::at("127.0.0.2:0").await, Receiver::start().await);
    let name = Turning::new(&[&["127.0.0.2"], &["127.0.0.1"]]);
    let url = format!("http://hooks.example:{}/hooks", first.address.port());
    let world = World::calling(&url, &["scope.updated"], sender(Reach::Private, name.clone())).await;
    let visitor = world.begin();
    visitor.says("our budget is 10k euros").await;
    world.jobs.sweep().await.unwrap();
    assert_eq!(name.looks.load(Ordering::Relaxed), 1, "looked up once, and not again to connect");
    assert_eq!(first.received().len(), 1);

    // The name has turned: the next attempt looks again, and judges anew.
    visitor.says("no, our budget is 12k euros").await;
    world.jobs.sweep().await.unwrap();
    assert_eq!(name.looks.load(Ordering::Relaxed), 2);
    assert_eq!((first.received().len(), second.received().len()), (1, 0));
    world.pass(SignedDuration::from_secs(6));
    assert_eq!(world.deliveries(DeliveryState::Pending).await.len(), 1);
}

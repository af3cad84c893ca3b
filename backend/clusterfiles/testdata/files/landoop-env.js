// clusters of the old connect UI
var clusters = [
   {
     NAME:"prod", // unique
     KAFKA_CONNECT: "http://connect.prod.test",
     KAFKA_TOPICS_UI: "http://topics.prod.test",
     COLOR: '#ff0000',
   },
   { "NAME": "proxied", KAFKA_CONNECT: "/api/kafka-connect-1" /* a path */ },
   {KAFKA_CONNECT:"http://me:canary-js@dev.test:8083"}
];
